using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using PerfAnalyzers.CodeFixes.Framework;
using PerfAnalyzers.Tests.Verifier.Props;

namespace PerfAnalyzers.Tests.Framework;

/// <summary>Fixes that reach into other documents: one finding's edits move, or cure, the findings of others.</summary>
public sealed class SolutionFixAllTests
{
    [Fact]
    public async Task One_fix_changes_the_declaration_and_its_uses_in_other_documents()
    {
        var test = NewTest();
        test.TestState.Sources.Add("public class A { public static void Bad() { } void M() { /* first */ [|Bad|](); [|Bad|](); } }");
        test.TestState.Sources.Add("public class B : A { void M() { [|Bad|](); } }");
        test.FixedState.Sources.Add("public class A { public static void Good() { } void M() { /* first */ Good(); Good(); } }");
        test.FixedState.Sources.Add("public class B : A { void M() { Good(); } }");
        test.NumberOfIncrementalIterations = 1;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Fix_all_plans_each_finding_on_what_the_others_left()
    {
        var test = NewTest();
        test.TestState.Sources.Add("public class A { public static void Bad() { } public static void Bad(int n) { } void M() { [|Bad|](); [|Bad|](1); } }");
        test.TestState.Sources.Add("public class B : A { void M() { [|Bad|](2); [|Bad|](); } }");
        test.FixedState.Sources.Add("public class A { public static void Good() { } public static void Good(int n) { } void M() { Good(); Good(1); } }");
        test.FixedState.Sources.Add("public class B : A { void M() { Good(2); Good(); } }");
        test.NumberOfIncrementalIterations = 2;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static CSharpCodeFixTest<BadCallAnalyzer, RenameEverywhere, DefaultVerifier> NewTest() => new();

    /// <summary>Renames a method called Bad, and every call of it, to Good.</summary>
    public sealed class RenameEverywhere : RuleCodeFix
    {
        private const string Key = "TEST0001.rename";

        public RenameEverywhere()
            : base(BadCallAnalyzer.Id)
        {
        }

        internal override ImmutableArray<string> EquivalenceKeys { get; } = [Key];

        internal override bool ReachesOtherDocuments => true;

        internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
        {
            if (request.Node<IdentifierNameSyntax>() is not { Identifier.ValueText: "Bad" } name || request.Model.GetSymbolInfo(name).Symbol is not IMethodSymbol method)
                return [];

            var solution = request.Document.Project.Solution;
            var places = (await SymbolFinder.FindReferencesAsync(method, solution, request.CancellationToken))
                .SelectMany(r => r.Locations)
                .Select(l => (l.Document.Id, l.Location.SourceSpan))
                .Concat(method.Locations.Select(l => (solution.GetDocument(l.SourceTree)!.Id, l.SourceSpan)))
                .ToLookup(p => p.Id, p => new TextChange(p.SourceSpan, "Good"));
            return
            [
                new FixPlan("Rename to 'Good'", Key, [.. places[request.Document.Id]])
                {
                    OtherChanges = places.Where(p => p.Key != request.Document.Id).ToImmutableDictionary(p => p.Key, p => p.ToImmutableArray()),
                },
            ];
        }
    }
}
