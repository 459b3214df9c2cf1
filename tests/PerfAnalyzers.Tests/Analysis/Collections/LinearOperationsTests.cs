using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Analysis.Collections;

public sealed class LinearOperationsTests
{
    [Fact]
    public async Task Every_type_of_the_table_is_in_the_framework()
    {
        var operations = LinearOperations.For(CompilationContext.For(await RuleRun.CompileAsync("")));

        // Enumerable, ImmutableArrayExtensions, MemoryExtensions, Array and ICollection beside the lists and dictionaries.
        Assert.Equal(TypeNames.Collections.Lists.Length + TypeNames.Collections.ValueDictionaries.Length + 5, operations.Rows.Count);
    }

    [Fact]
    public async Task Every_member_of_the_table_is_declared_by_one_of_its_types()
    {
        var operations = LinearOperations.For(CompilationContext.For(await RuleRun.CompileAsync("")));
        Assert.All(LinearOperations.Names, name => Assert.Contains(
            operations.Rows, row => row.Value.Any(o => o.Member == name) && !row.Key.GetMembers(name).IsEmpty));
    }

    [Fact]
    public void Nothing_is_found_without_a_framework() =>
        Assert.Empty(LinearOperations.For(CompilationContext.For(CSharpCompilation.Create("Empty"))).Rows);
}
