namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A block, or a program of statements, that makes a builder and builds the application from it.</summary>
/// <param name="Builder">The name of the local that builds.</param>
/// <param name="Application">The name of the local that is built.</param>
/// <param name="Build">The statement that builds.</param>
/// <param name="Routing">The statement after it that turns routing on by itself, which what looks at endpoints has to come after; null where there is none.</param>
internal sealed record ApplicationBlock(string Builder, string Application, StatementSyntax Build, StatementSyntax? Routing)
{
    /// <summary>The block around <c>var app = builder.Build();</c>; null where one of the two is not a local of the same block.</summary>
    public static ApplicationBlock? Around(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax builder } } build
            || build.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } } application }
            || !TextShape.StartsLine(request.Text, statement.SpanStart)
            || request.Model.GetSymbolInfo(builder, request.CancellationToken).Symbol is not ILocalSymbol local
            || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(request.CancellationToken).FirstAncestorOrSelf<StatementSyntax>() is not LocalDeclarationStatementSyntax made
            || Statements(statement) is not { } all
            || !all.Contains(made))
        {
            return null;
        }

        var name = application.Identifier.ValueText;
        return new ApplicationBlock(local.Name, name, statement, all.FirstOrDefault(s => s.SpanStart > statement.SpanStart && IsRouting(s, name)));
    }

    /// <summary>The edits that set something up in the services, and switch it on in the application.</summary>
    /// <param name="services">What is called on the services.</param>
    /// <param name="use">What is called on the application.</param>
    /// <param name="afterRouting">Whether it has to know the endpoint.</param>
    /// <param name="text">The text of the file.</param>
    public ImmutableArray<TextChange> With(string services, string use, bool afterRouting, SourceText text) => ImmutableArray.Create(
        new TextChange(new TextSpan(Build.SpanStart, 0), $"{Builder}.Services.{services};{TextShape.NewLine(text)}{TextShape.Indentation(text, Build.SpanStart)}"),
        TextShape.After((afterRouting ? Routing : null) ?? Build, $"{Application}.{use};", text));

    private static List<StatementSyntax>? Statements(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements.ToList(),
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit.Members.OfType<GlobalStatementSyntax>().Select(g => g.Statement).ToList(),
        _ => null,
    };

    private static bool IsRouting(StatementSyntax statement, string application) =>
        statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "UseRouting", Expression: IdentifierNameSyntax { Identifier.ValueText: var on } } } }
        && on == application;
}
