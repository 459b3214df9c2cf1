using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Analysis.Calls;

public sealed class DictatedSignatureTests
{
    [Theory]
    [InlineData("class C : System.IDisposable { public void Dispose() { } }", true)]
    [InlineData("class C : System.IDisposable { void System.IDisposable.Dispose() { } }", true)]
    [InlineData("class C : System.IComparable<C> { int System.IComparable<C>.CompareTo(C? other) => 0; }", true)]
    [InlineData("class C { public override string ToString() => \"\"; }", true)]
    [InlineData("abstract class B { public abstract void Go(); } class C : B { public override void Go() { } }", false)]
    [InlineData("interface I { void Go(); } class C : I { void I.Go() { } }", false)]
    [InlineData("class C { public void Dispose() { } }", false)]
    [InlineData("class C : System.IDisposable { public static void Go() { } void System.IDisposable.Dispose() { } }", false)]
    public async Task Knows_what_a_library_decides(string source, bool expected)
    {
        var type = RuleRun.Compile(await RuleRun.ServerReferencesAsync(), [("A.cs", source)]).GetTypeByMetadataName("C")!;
        Assert.Equal(expected, DictatedSignature.Is(type.GetMembers().OfType<IMethodSymbol>().First(m => m.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation)));
    }
}
