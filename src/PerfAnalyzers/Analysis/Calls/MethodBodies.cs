using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>The code of one method, with the facts of the compilation it is written in.</summary>
/// <param name="Root">The operation that holds all of it: a method, constructor or accessor body, a local function or a lambda.</param>
/// <param name="Compilation">The context of the project that declares it, in which its symbols are at home.</param>
internal sealed record MethodBody(IOperation Root, CompilationContext Compilation);

/// <summary>Finds the code of methods that are declared in source, here or in a project that is referenced as source.</summary>
internal sealed class MethodBodies
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = new();
    private readonly ConcurrentDictionary<SyntaxNode, MethodBody?> bodies = new();
    private readonly CompilationContext compilation;

    private MethodBodies(CompilationContext compilation) => this.compilation = compilation;

    public static MethodBodies For(CompilationContext compilation) => compilation.Get(c => new MethodBodies(c));

    /// <summary>The declaration whose code runs: the definition behind an extension call, a generic instance or a partial method.</summary>
    public static IMethodSymbol Declared(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return definition.PartialImplementationPart ?? definition;
    }

    /// <summary>The code of the method, or null when it is abstract, extern, or declared in metadata.</summary>
    public MethodBody? Of(IMethodSymbol method)
    {
        var declared = Declared(method);
        if (declared.DeclaringSyntaxReferences.IsEmpty || HomeOf(declared) is not { } home)
            return null;

        var syntax = declared.DeclaringSyntaxReferences[0].GetSyntax();
        if (!home.Compilation.ContainsSyntaxTree(syntax.SyntaxTree))
            return null;

        // What another project sees of a partial method may not know the other part.
        if (syntax is MethodDeclarationSyntax { Body: null, ExpressionBody: null } part && part.Modifiers.Any(SyntaxKind.PartialKeyword)
            && For(home).Member(part, CancellationToken.None) is IMethodSymbol { PartialImplementationPart.DeclaringSyntaxReferences: { IsEmpty: false } parts })
        {
            syntax = parts[0].GetSyntax();
        }

        if (!HasCode(syntax))
            return null;

        return For(home).bodies.GetOrAdd(syntax, node => For(home).Operation(node) is { } root ? new MethodBody(root, home) : null);
    }

    /// <summary>The code that stands at a place of this project, with the member that it belongs to; null where no member has code there.</summary>
    public (ISymbol Member, MethodBody Body)? At(SyntaxTree tree, TextSpan span, CancellationToken cancellationToken)
    {
        var root = tree.GetRoot(cancellationToken);
        for (var node = root.FindNode(span); node is not null; node = node.Parent)
        {
            if (node is GlobalStatementSyntax)
                node = root;

            // The arrow of a method belongs to the method; only a property has no other declaration of its code.
            if (node is ArrowExpressionClauseSyntax { Parent: not BasePropertyDeclarationSyntax } or AnonymousFunctionExpressionSyntax || (node is not CompilationUnitSyntax && !HasCode(node)))
                continue;

            return bodies.GetOrAdd(node, n => Operation(n) is { } operation ? new MethodBody(operation, compilation) : null) is { } body && Member(node, cancellationToken) is { } member
                ? (member, body)
                : null;
        }

        return null;
    }

    /// <summary>The expression that a field or property is initialised with, or null.</summary>
    public MethodBody? Initialiser(ISymbol member)
    {
        if (member.DeclaringSyntaxReferences.IsEmpty || HomeOf(member) is not { } home)
            return null;

        var value = member.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value,
            _ => null,
        };
        return value is not null && For(home).Operation(value) is { } root ? new MethodBody(root, home) : null;
    }

    /// <summary>The context of the project that declares a symbol, whichever project's view of it is asked about; null for what comes from an assembly file.</summary>
    private CompilationContext? HomeOf(ISymbol symbol)
    {
        if (symbol.ContainingAssembly is not { } assembly || assembly.Is(compilation.Compilation.Assembly))
            return compilation;

        var tree = symbol.DeclaringSyntaxReferences[0].SyntaxTree;
        foreach (var project in SourceProjects.Of(compilation))
        {
            if (project.Compilation.ContainsSyntaxTree(tree))
                return project;
        }

        return null;
    }

    private static bool HasCode(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        LocalFunctionStatementSyntax local => local.Body is not null || local.ExpressionBody is not null,
        ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax => true,
        _ => false,
    };

#pragma warning disable RS0030 // The one place that asks for models of files the callback is not about; each is asked for once.
    private ISymbol? Member(SyntaxNode node, CancellationToken cancellationToken) =>
        models.GetOrAdd(node.SyntaxTree, tree => compilation.Compilation.GetSemanticModel(tree)) is var model && node is ArrowExpressionClauseSyntax { Parent: { } property }
            ? (model.GetDeclaredSymbol(property, cancellationToken) as IPropertySymbol)?.GetMethod
            : model.GetDeclaredSymbol(node, cancellationToken);

    /// <summary>What a name of the project stands for.</summary>
    public ISymbol? SymbolOf(SimpleNameSyntax name, CancellationToken cancellationToken) =>
        models.GetOrAdd(name.SyntaxTree, tree => compilation.Compilation.GetSemanticModel(tree)).GetSymbolInfo(name, cancellationToken).Symbol;

    private IOperation? Operation(SyntaxNode syntax) =>
        models.GetOrAdd(syntax.SyntaxTree, tree => compilation.Compilation.GetSemanticModel(tree)).GetOperation(syntax);
#pragma warning restore RS0030
}
