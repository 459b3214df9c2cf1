using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>
/// Tells which constructors run again and again while requests wait: those of what a web framework makes for each request, of what is registered to be
/// made anew, and of what the former take, unless it is registered to be made once.
/// </summary>
internal sealed class ServedConstructors
{
    private readonly CompilationContext compilation;
    private readonly Lazy<ImmutableHashSet<ITypeSymbol>> taken;

    private ServedConstructors(CompilationContext compilation)
    {
        this.compilation = compilation;
        taken = new(() => compilation.Compilation.Assembly.AllTypes()
            .Where(RequestEntries.For(compilation).Hosts)
            .SelectMany(t => t.InstanceConstructors)
            .SelectMany(c => c.Parameters)
            .Select(p => p.Type)
            .ToImmutableHashSet<ITypeSymbol>(SymbolEqualityComparer.Default));
    }

    public static ServedConstructors For(CompilationContext compilation) => compilation.Get(c => new ServedConstructors(c));

    /// <summary>Whether an operation runs as part of such a constructor or of an initializer, and not in a function that is only declared there.</summary>
    public bool Hold(IOperation operation, CancellationToken cancellationToken)
    {
        if (!RequestEntries.For(compilation).MayExist || Made(operation, cancellationToken) is not { IsAbstract: false } type)
            return false;

        if (RequestEntries.For(compilation).Hosts(type))
            return true;

        var lives = ServiceLives.For(compilation).Registered(type, cancellationToken);
        return !lives.Contains(ServiceLife.Once) && (lives.Contains(ServiceLife.Anew) || IsTaken(type));
    }

    /// <summary>The type of the object that is being made while an operation runs; null in other members.</summary>
    private static INamedTypeSymbol? Made(IOperation operation, CancellationToken cancellationToken)
    {
        if (operation.SemanticModel is not { } model)
            return null;

        if (AsyncMember.Around(operation.Syntax, model, cancellationToken) is { } member)
            return member.Symbol.MethodKind == MethodKind.Constructor ? member.Symbol.ContainingType : null;

        var place = operation.Syntax.Ancestors().FirstOrDefault(a => a is AttributeSyntax or ParameterSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax or FieldDeclarationSyntax or PropertyDeclarationSyntax);
        var isOfObject = place is ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax || (place is FieldDeclarationSyntax or PropertyDeclarationSyntax && !((MemberDeclarationSyntax)place).Modifiers.Any(SyntaxKind.StaticKeyword));
        return isOfObject && place!.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type ? model.GetDeclaredSymbol(type, cancellationToken) : null;
    }

    private bool IsTaken(INamedTypeSymbol type) => taken.Value.Contains(type) || type.AllInterfaces.Any(i => !i.DeclaringSyntaxReferences.IsEmpty && taken.Value.Contains(i));
}
