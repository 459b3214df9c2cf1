using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>
/// Reads the snapshot that migrations keep of a model. Generated and all strings, so that its text says everything; binding
/// the one huge method would cost far more. What configuration code says goes before, as a snapshot may be old.
/// </summary>
internal static class SnapshotReader
{
    public static void Read(ModelConfiguration model, INamedTypeSymbol snapshot, CompilationContext project)
    {
        foreach (var declaration in snapshot.GetMembers("BuildModel").SelectMany(m => m.DeclaringSyntaxReferences))
        {
            if (declaration.GetSyntax() is not MethodDeclarationSyntax { Body: { } body })
                continue;

            foreach (var statement in body.Statements)
            {
                if (Call(statement) is { } call
                    && Name(call) == "Entity"
                    && Text(call, 0) is { } name
                    && project.Type(name) is { } entity
                    && call.ArgumentList.Arguments.LastOrDefault()?.Expression is LambdaExpressionSyntax { Block: { } block })
                {
                    model.AddRoot(entity);
                    ReadEntity(model, model.Get(EntityTypes.Name(entity)), block, project);
                }
            }
        }
    }

    private static void ReadEntity(ModelConfiguration model, EntityConfiguration configuration, BlockSyntax block, CompilationContext project)
    {
        foreach (var statement in block.Statements)
        {
            var chain = Chain(statement);
            if (chain.Length == 0)
                continue;

            var first = chain[0];
            switch (Name(first))
            {
                case "HasKey" when chain.Length == 1:
                    configuration.Key ??= Texts(first);
                    break;
                case "HasIndex":
                    configuration.Indexes.Add(Texts(first));
                    if (chain.Any(c => Name(c) == "IsUnique") && chain.All(c => Name(c) != "HasFilter"))
                        configuration.UniqueIndexes.Add(Texts(first));

                    break;
                case "HasAlternateKey":
                    configuration.UniqueIndexes.Add(Texts(first));
                    break;
                case "HasOne" or "HasMany" when Text(first, 0) is { } target && project.Type(target) is { } type:
                    AddRelationship(configuration, chain, type);
                    break;
                case "OwnsOne" or "OwnsMany" when Text(first, 1) is { } navigation:
                    configuration.NotNavigations.Add(navigation);
                    if (Text(first, 0) is { } name && project.Type(name) is { } owned)
                        model.NoEntities.Add(EntityTypes.Name(owned));

                    break;
                case "ComplexProperty" when Text(first, 1) is { } complex:
                    configuration.NotNavigations.Add(complex);
                    break;
                case "Property" when Text(first, 0) is { } property:
                    configuration.NotNavigations.Add(property);
                    break;
            }
        }
    }

    private static void AddRelationship(EntityConfiguration configuration, ImmutableArray<InvocationExpressionSyntax> chain, INamedTypeSymbol target)
    {
        var inverse = chain.FirstOrDefault(c => Name(c) is "WithMany" or "WithOne");
        var key = chain.FirstOrDefault(c => Name(c) == "HasForeignKey");
        if (inverse is null)
            return;

        // One to one, the dependent is named first among the arguments.
        var names = key is null ? ImmutableArray<string>.Empty : Texts(key);
        if (Name(inverse) == "WithOne" && names.Length > 0)
            names = names.RemoveAt(0);

        configuration.Relationships.Add(new ConfiguredRelationship(Text(chain[0], 1), Text(inverse, 0), EntityTypes.Name(target), names, Name(chain[0]) == "HasOne"));
    }

    /// <summary>The calls of a statement in the order they are made.</summary>
    private static ImmutableArray<InvocationExpressionSyntax> Chain(StatementSyntax statement)
    {
        var calls = ImmutableArray.CreateBuilder<InvocationExpressionSyntax>();
        for (var call = Call(statement); call is not null; call = (call.Expression as MemberAccessExpressionSyntax)?.Expression as InvocationExpressionSyntax)
            calls.Add(call);

        calls.Reverse();
        return calls.ToImmutable();
    }

    private static InvocationExpressionSyntax? Call(StatementSyntax statement) =>
        (statement as ExpressionStatementSyntax)?.Expression as InvocationExpressionSyntax;

    private static string Name(InvocationExpressionSyntax call) =>
        (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText ?? "";

    private static string? Text(InvocationExpressionSyntax call, int index) =>
        call.ArgumentList.Arguments.Count > index && call.ArgumentList.Arguments[index].Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
            ? literal.Token.ValueText
            : null;

    private static ImmutableArray<string> Texts(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Select((_, i) => Text(call, i)).OfType<string>().ToImmutableArray();
}
