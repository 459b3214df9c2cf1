using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Docs;

/// <summary>The examples of the pages behave as the pages say.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string, int> Examples
    {
        get
        {
            var examples = new TheoryData<string, int>();
            foreach (var rule in ShippedRule.All)
            {
                foreach (var block in RulePage.Find(rule.Id)?.Blocks ?? [])
                {
                    if (block.Kind != BlockKind.Fixed)
                        examples.Add(rule.Id, block.Index);
                }
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples), DisableDiscoveryEnumeration = true)]
    public Task Behaves_as_its_tag_says(string id, int index)
    {
        Requires.CSharp(14);
        var blocks = RulePage.Find(id)!.Blocks;
        var test = CreateTest(ShippedRule.WithId(id));
        test.TestCode = blocks[index].Source;
        if (index + 1 < blocks.Length && blocks[index + 1].Kind == BlockKind.Fixed)
        {
            test.FixedCode = blocks[index + 1].Source;
            test.FixedState.MarkupHandling = MarkupMode.Allow;
            if (blocks[index + 1].Singly)
                test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
        }

        if (blocks[index].Kind == BlockKind.Reports)
            Assert.Matches(@"\[\||\{\|", blocks[index].Source);

        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Statements_go_into_a_method_of_a_class_with_the_members_of_the_context()
    {
        var page = RulePage.Parse("""
            ```csharp context
            private int number;
            ```

            ```csharp silent
            number++;

            number--;
            ```

            """.ReplaceLineEndings("\n"));

        Assert.Equal(
            """
            public class Example
            {
                private int number;

                public async Task Run()
                {
                    number++;

                    number--;
                }
            }

            """.ReplaceLineEndings("\n"),
            Assert.Single(page.Blocks).Source);
    }

    [Fact]
    public void Statements_go_where_the_context_has_dots()
    {
        var page = RulePage.Parse("```csharp context\nclass C\n{\n    int M()\n    {\n        ...\n    }\n}\n```\n\n```csharp reports\nreturn [|1|];\n```\n");

        Assert.Equal("class C\n{\n    int M()\n    {\n        return [|1|];\n    }\n}\n", Assert.Single(page.Blocks).Source);
    }

    [Fact]
    public void Block_that_declares_a_type_is_a_whole_file()
    {
        var page = RulePage.Parse("```csharp context\nint x;\n```\n\n```csharp reports\nclass [|C|] { }\n```\n");

        Assert.Equal("class [|C|] { }\n", Assert.Single(page.Blocks).Source);
    }

    internal static CodeFixTest<DefaultVerifier> CreateTest(ShippedRule rule)
    {
        var fix = rule.Fix?.GetType() ?? typeof(EmptyCodeFixProvider);
        var type = typeof(RuleVerifier<,>.Test).MakeGenericType(rule.Analyzer.GetType(), fix);
        var test = (CodeFixTest<DefaultVerifier>)Activator.CreateInstance(type)!;
        test.ReferenceAssemblies = References.Documented;
        return test;
    }
}
