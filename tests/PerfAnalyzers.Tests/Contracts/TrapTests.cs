using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>docs/quality/traps.csv says which test stands for which known trap, and names tests that there are.</summary>
public sealed class TrapTests
{
    private const string Header = "list,line,what,tests";

    private static readonly ImmutableArray<string> Lists = ["algorithms", "async", "caching-web", "data-access"];

    private static readonly Lazy<ImmutableArray<Row>> AllRows = new(() => [.. ReadRows()]);

    private static readonly Lazy<ImmutableArray<string>> Texts = new(() =>
        [.. Repository.Files("tests", "*.cs").Concat(Repository.Files("tests", "*.shapes")).Where(f => !f.EndsWith("/TrapTests.cs", StringComparison.Ordinal)).Select(Repository.Read)]);

    [Fact]
    public void Every_row_names_a_list_a_line_and_tests()
    {
        Assert.NotEmpty(AllRows.Value);
        Assert.All(AllRows.Value, row =>
        {
            Assert.Contains(row.List, Lists);
            Assert.Matches("^[0-9]+([.][0-9]+)*$", row.Line);
            Assert.NotEmpty(row.What);
            Assert.NotEmpty(row.Tests);
        });
    }

    [Fact]
    public void No_line_is_named_twice_and_none_is_left_out()
    {
        foreach (var section in AllRows.Value.GroupBy(r => $"{r.List} {r.Section}"))
        {
            var numbers = section.Select(r => r.Number).Order().ToArray();
            Assert.True(numbers.SequenceEqual(Enumerable.Range(1, numbers.Length)), $"{section.Key} has the lines {string.Join(", ", numbers)}");
        }
    }

    [Fact]
    public void Every_test_exists()
    {
        var missing = from row in AllRows.Value
                      from test in row.Tests
                      where !Exists(test.Class, test.Method)
                      select $"{row.List} {row.Line}: there is no test {test.Class}.{test.Method}";
        Expect.None(missing);
    }

    [Fact]
    public void Every_shape_and_program_exists()
    {
        var missing = from row in AllRows.Value
                      from test in row.Tests
                      where test.Case.Length > 0 && !Texts.Value.Any(t => t.Contains(test.Case, StringComparison.Ordinal)) && !Repository.Files("tests", test.Case + ".cs").Any()
                      select $"{row.List} {row.Line}: no test has '{test.Case}'";
        Expect.None(missing);
    }

    /// <summary>Other assemblies, and what is left out with an older compiler, are looked up in the sources.</summary>
    private static bool Exists(string type, string method)
    {
        var here = typeof(TrapTests).Assembly.GetTypes().FirstOrDefault(t => t.Name == type && t.IsPublic);
        return here is not null
            ? here.GetMethods().Any(m => m.Name == method && m.GetCustomAttributes().Any(a => IsTest(a.GetType().Name)))
            : Texts.Value.Any(t => t.Contains(type, StringComparison.Ordinal) && t.Contains(method, StringComparison.Ordinal) && Declares(t, type, method));
    }

    private static bool Declares(string text, string type, string method) =>
        CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(c => c.Identifier.Text == type)
            .SelectMany(c => c.Members.OfType<MethodDeclarationSyntax>())
            .Any(m => m.Identifier.Text == method && m.AttributeLists.SelectMany(l => l.Attributes).Any(a => IsTest(a.Name.ToString() + nameof(Attribute))));

    private static bool IsTest(string attribute) => attribute is nameof(FactAttribute) or nameof(TheoryAttribute);

    private static IEnumerable<Row> ReadRows()
    {
        var lines = Repository.Read("docs/quality/traps.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Header, lines[0]);
        foreach (var line in lines.Skip(1))
        {
            var columns = line.Split(',');
            Assert.True(columns.Length == Header.Split(',').Length, line);
            yield return new Row(columns[0], columns[1], columns[2], [.. columns[3].Split(" + ").Select(Test.Parse)]);
        }
    }

    private sealed record Row(string List, string Line, string What, ImmutableArray<Test> Tests)
    {
        public string Section => Line.Contains('.', StringComparison.Ordinal) ? Line[..Line.LastIndexOf('.')] : "";

        public int Number => int.Parse(Line[(Line.LastIndexOf('.') + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>A test, and the shape or program that it runs where that is what shows it.</summary>
    private sealed record Test(string Class, string Method, string Case)
    {
        public static Test Parse(string text)
        {
            var parts = text.Split('#', 2);
            var names = parts[0].Trim().Split('.');
            Assert.True(names.Length == 2, $"'{text}' is no class with a method.");
            return new Test(names[0], names[1], parts.Length > 1 ? parts[1].Trim() : "");
        }
    }
}
