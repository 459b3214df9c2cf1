using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.CodeFixes.Framework;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Shapes;

/// <summary>A shape in a solution, after the fix of what is marked in it.</summary>
internal sealed class FixedChain
{
    private const string ReferencedPath = "Project.cs";

    private static readonly ConcurrentDictionary<string, Lazy<Task<FixedChain>>> Known = new(StringComparer.Ordinal);

    private readonly Shape shape;
    private readonly Solution solution;

    private FixedChain(Shape shape, Solution solution, bool wasOffered)
    {
        this.shape = shape;
        this.solution = solution;
        WasOffered = wasOffered;
    }

    public bool WasOffered { get; }

    public static Task<FixedChain> OfAsync(Shape shape) => Known.GetOrAdd(shape.Name, _ => new(() => FixAsync(shape))).Value;

    /// <summary>What does not compile, and calls that nobody awaits.</summary>
    public async Task<IEnumerable<string>> WrongAsync()
    {
        var wrong = new List<string>();
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
            using var assembly = new MemoryStream();
            var errors = compilation.Emit(assembly, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);
            wrong.AddRange(errors.Select(e => e.ToString()));
            if (!WasOffered)
                continue;

            foreach (var tree in compilation.SyntaxTrees.Where(t => t.FilePath is ShapeSuite.Path or ReferencedPath))
            {
                var model = compilation.GetSemanticModel(tree);
                var calls = (await tree.GetRootAsync(TestContext.Current.CancellationToken)).DescendantNodes().OfType<InvocationExpressionSyntax>();
                wrong.AddRange(calls.Where(c => IsLeftAlone(c, model)).Select(c => $"nobody awaits {c}"));
            }
        }

        return wrong.Count == 0 ? wrong : wrong.Append($"{shape.Name}:\n{await TextsAsync()}");
    }

    /// <summary>Whether the call gives a task to something that takes anything.</summary>
    private static bool IsLeftAlone(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (!IsTask(model.GetTypeInfo(call).Type) || model.GetSymbolInfo(call).Symbol is not IMethodSymbol { DeclaringSyntaxReferences.Length: > 0 })
            return false;

        SyntaxNode value = call;
        while (value.Parent is ParenthesizedExpressionSyntax or ConditionalAccessExpressionSyntax or PostfixUnaryExpressionSyntax or BinaryExpressionSyntax or ConditionalExpressionSyntax
            || value.Parent is MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait" or "AsTask" }
            || value.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax })
        {
            value = value.Parent;
        }

        return value.Parent is not AwaitExpressionSyntax
            && (value.Parent is ExpressionStatementSyntax or InterpolationSyntax or MemberAccessExpressionSyntax || !IsTask(model.GetTypeInfo(value).ConvertedType));
    }

    private static bool IsTask(ITypeSymbol? type) => type is { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" };

    private async Task<string> TextsAsync()
    {
        var texts = new List<string>();
        foreach (var document in solution.Projects.SelectMany(p => p.Documents).Where(d => d.FilePath is ShapeSuite.Path or ReferencedPath))
            texts.Add((await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString());

        return string.Join("\n---\n", texts);
    }

    private static async Task<FixedChain> FixAsync(Shape shape)
    {
        var rule = ShippedRule.WithId(shape.Rules.Single());
        var document = await OpenAsync(shape);
        var compilation = (await document.Project.GetCompilationAsync(CancellationToken.None))!;
        Expect.None(RuleRun.Errors(compilation).Select(e => $"{shape.Name}: {e}"));
        foreach (var finding in (await RuleRun.RunAsync(compilation, [rule.Analyzer])).Where(f => shape.Marked.Contains(ShapeSuite.Line(f)) && f.Location.SourceTree?.FilePath == ShapeSuite.Path))
        {
            var request = await FixRequest.CreateAsync(document, finding.Location.SourceSpan, finding.Properties, CancellationToken.None);
            if ((await rule.Fix!.PlanAsync(request!)).FirstOrDefault() is { } plan)
                return new FixedChain(shape, await plan.ApplyAsync(request!), wasOffered: true);
        }

        return new FixedChain(shape, document.Project.Solution, wasOffered: false);
    }

    private static async Task<Document> OpenAsync(Shape shape)
    {
        var references = await ShapeSuite.ReferencesAsync();
        var solution = new AdhocWorkspace().CurrentSolution;
        ProjectReference[] projects = [];
        if (shape.Referenced is { } referenced)
        {
            solution = Add(solution, "Referenced", references, [], [(ReferencedPath, referenced)]);
            projects = [new ProjectReference(solution.ProjectIds.Single())];
        }

        solution = Add(solution, "Shape", references, projects, [("Model.cs", Shape.Model), ("Shop.cs", Shape.Import), (ShapeSuite.Path, shape.Code)]);
        return solution.Projects.Single(p => p.Name == "Shape").Documents.Single(d => d.FilePath == ShapeSuite.Path);
    }

    private static Solution Add(Solution solution, string name, IEnumerable<MetadataReference> references, IEnumerable<ProjectReference> projects, IEnumerable<(string Path, string Text)> sources)
    {
        var id = ProjectId.CreateNewId();
        solution = solution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            name,
            name,
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: references,
            projectReferences: projects));
        foreach (var (path, text) in sources.Append((UsualUsings.File.filename, UsualUsings.File.content)))
            solution = solution.AddDocument(DocumentId.CreateNewId(id), path, text, filePath: path);

        return solution;
    }
}
