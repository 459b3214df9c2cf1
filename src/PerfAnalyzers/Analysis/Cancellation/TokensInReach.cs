using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>
/// Finds the tokens that a place can name, the nearest first: locals and parameters of the function around it, those of functions further
/// out that run it as part of themselves, then the fields of the object, then the request that the object serves.
/// </summary>
internal sealed class TokensInReach
{
    private readonly CompilationContext compilation;
    private readonly TokenSlots slots;
    private readonly ContextTokens contexts;
    private readonly LocalTokens locals;
    private readonly INamedTypeSymbol? parallelOptions;
    private readonly ConcurrentDictionary<ISymbol, string?> carriers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<ReachableToken>> members = new(SymbolEqualityComparer.Default);

    private TokensInReach(CompilationContext compilation)
    {
        this.compilation = compilation;
        slots = TokenSlots.For(compilation);
        contexts = ContextTokens.For(compilation);
        locals = new LocalTokens(compilation);
        parallelOptions = compilation.Type(TypeNames.Cancellation.ParallelOptions);
    }

    public static TokensInReach For(CompilationContext compilation) => compilation.Get(c => new TokensInReach(c));

    /// <summary>The token to give to what a place calls; null when none can be named there.</summary>
    public ReachableToken? Nearest(IOperation place, CancellationToken cancellationToken) =>
        At(place, isAwaited: false, cancellationToken).FirstOrDefault(t => IsSeen(t, place) && !StepLimits.AreOfOther(t, place));

    /// <summary>The nearest token that is a parameter or a local, for a place that will be awaited from now on, and the functions around it with it.</summary>
    public ReachableToken? NearestOfAwaited(IOperation place, CancellationToken cancellationToken) =>
        At(place, isAwaited: true, cancellationToken).TakeWhile(t => t.Origin == TokenOrigin.Explicit).FirstOrDefault(t => IsSeen(t, place) && !StepLimits.AreOfOther(t, place));

    /// <summary>Whether a place could name a parameter of a function around it, and runs as part of that function.</summary>
    public bool IsReachedFrom(SyntaxNode function, IOperation place, CancellationToken cancellationToken)
    {
        for (var operation = place.Parent; operation is not null && operation.Syntax != function; operation = operation.Parent)
        {
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation && (IsWrittenStatic(operation.Syntax) || !WaitedFor.RunsWithin(operation, compilation)))
                return false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    private IEnumerable<ReachableToken> At(IOperation place, bool isAwaited, CancellationToken cancellationToken)
    {
        if (place.SemanticModel is not { } model)
            yield break;

        var limits = new List<ReachableToken>();
        var isCaptured = false;
        var child = place.Syntax;
        var operation = place;
        for (var node = child.Parent; node is not null; child = node, node = node.Parent)
        {
            foreach (var local in DeclaredBefore(child, node))
            {
                if (locals.Of(local, place, model, cancellationToken) is not { } token)
                    continue;

                if (token.IsOwnLimit)
                    limits.Add(token);
                else
                    yield return token;
            }

            if (Function(node, model, cancellationToken) is not { } function)
            {
                isCaptured |= node is QueryExpressionSyntax;
                if (node is MemberDeclarationSyntax and not GlobalStatementSyntax)
                    break;

                continue;
            }

            foreach (var token in OfParameters(function, isCaptured))
                yield return token;

            if (node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                break;

            while (operation.Parent is not null && !(operation.Syntax == node && operation is IAnonymousFunctionOperation or ILocalFunctionOperation))
                operation = operation.Parent;

            isCaptured = true;
            if (IsWrittenStatic(node) || !(isAwaited || WaitedFor.RunsWithin(operation, compilation)))
                yield break;
        }

        // A source that nobody outside can fire gives up on its own; it does not stand for whoever waits.
        foreach (var token in limits.Where(l => !l.IsOfStep))
            yield return token;

        // A function inside a struct cannot get at the members of the struct.
        if (model.GetEnclosingSymbol(place.Syntax.SpanStart, cancellationToken) is { ContainingType: { } type } within && !IsInStatic(within) && !(isCaptured && type.IsValueType))
        {
            foreach (var token in members.GetOrAdd(type, OfMembers))
                yield return token;
        }

        if (contexts.Test is { } test)
            yield return new ReachableToken(test.Name + "." + ContextTokens.OfTests.Path, TokenOrigin.Context, test) { ContextMember = ContextTokens.OfTests.Path };

        foreach (var token in limits.Where(l => l.IsOfStep))
            yield return token;
    }

    private static IMethodSymbol? Function(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) => node switch
    {
        AnonymousFunctionExpressionSyntax => model.GetSymbolInfo(node, cancellationToken).Symbol as IMethodSymbol,
        LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax => model.GetDeclaredSymbol(node, cancellationToken) as IMethodSymbol,
        _ => null,
    };

    private static bool IsWrittenStatic(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    private static bool IsInStatic(ISymbol within)
    {
        // A lambda counts as static when it captures nothing; what matters is the member around it.
        var member = within;
        while (member is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction } && member.ContainingSymbol is { } outer)
            member = outer;

        return member.IsStatic || member is not (IMethodSymbol or IPropertySymbol);
    }

    /// <summary>The variables that a block, or a using statement, has declared before a child of it begins.</summary>
    private static IEnumerable<VariableDeclaratorSyntax> DeclaredBefore(SyntaxNode child, SyntaxNode node)
    {
        if (node is UsingStatementSyntax { Declaration: { } resource } && resource != child)
        {
            foreach (var variable in resource.Variables.Where(MayBeToken))
                yield return variable;
        }

        IEnumerable<StatementSyntax> statements = node switch
        {
            BlockSyntax block => block.Statements,
            SwitchSectionSyntax section => section.Statements,
            CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().Select(g => g.Statement),
            _ => Enumerable.Empty<StatementSyntax>(),
        };
        foreach (var statement in statements.TakeWhile(s => s.SpanStart < child.SpanStart).Reverse())
        {
            if (statement is not LocalDeclarationStatementSyntax declaration)
                continue;

            foreach (var variable in declaration.Declaration.Variables.Where(MayBeToken))
                yield return variable;
        }
    }

    /// <summary>Told by the text, because to ask for the type of every local is dear.</summary>
    private static bool MayBeToken(VariableDeclaratorSyntax variable)
    {
        if (variable.Initializer is not { Value: { } value })
            return false;

        return ((VariableDeclarationSyntax)variable.Parent!).Type.ToString().Contains("Cancellation") || value.ToString() is var text && (text.Contains("Token") || text.Contains("Aborted") || text.Contains("Stopping"));
    }

    /// <param name="function">The function.</param>
    /// <param name="isCaptured">Whether it is another function that names them, which what lives on the stack only cannot get into.</param>
    private IEnumerable<ReachableToken> OfParameters(IMethodSymbol function, bool isCaptured)
    {
        foreach (var parameter in function.Parameters)
        {
            // A method that names it '_' leaves it unused on purpose; a lambda must take it.
            if (parameter.RefKind == RefKind.None && slots.IsToken(parameter.Type) && (parameter.Name.Trim('_').Length > 0 || function.MethodKind != MethodKind.Ordinary))
                yield return new ReachableToken(Escaped(parameter.Name), TokenOrigin.Explicit, parameter);
        }

        foreach (var parameter in function.Parameters)
        {
            if (parameter.RefKind != RefKind.None || (isCaptured && parameter.Type.IsRefLikeType))
                continue;

            if (parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } maybe && slots.IsToken(maybe.TypeArguments[0]))
                yield return new ReachableToken(Escaped(parameter.Name) + ".GetValueOrDefault()", TokenOrigin.Explicit, parameter);
            else if (parameter.NullableAnnotation != NullableAnnotation.Annotated && CarriedBy(parameter.Type) is { } carried)
                yield return new ReachableToken(Escaped(parameter.Name) + "." + carried, TokenOrigin.Member, parameter);
            else if (parameter.Type.TypeKind is TypeKind.Class or TypeKind.Interface && contexts.OfParameter(parameter.Type) is { } context)
                yield return new ReachableToken(Escaped(parameter.Name) + "." + context.Path, TokenOrigin.Context, parameter) { ContextMember = context.Member };
        }
    }

    /// <summary>The property of a request, or of options, that is the token which came with it.</summary>
    private string? CarriedBy(ITypeSymbol type) => carriers.GetOrAdd(type, t =>
    {
        var declared = ((ITypeSymbol)t).OriginalDefinition;
        if (declared.DeclaringSyntaxReferences.IsEmpty && !declared.Is(parallelOptions))
            return null;

        for (var current = declared; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null } property && slots.IsToken(property.Type))
                    return property.Name;
            }
        }

        return null;
    });

    private ImmutableArray<ReachableToken> OfMembers(INamedTypeSymbol type)
    {
        var found = ImmutableArray.CreateBuilder<ReachableToken>();
        foreach (var constructor in type.InstanceConstructors)
        {
            // Parameters of a primary constructor are in reach of every member; those of a record are its properties.
            if (constructor.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is ClassDeclarationSyntax or StructDeclarationSyntax))
                found.AddRange(constructor.Parameters.Where(p => slots.IsToken(p.Type)).Select(p => new ReachableToken(Escaped(p.Name), TokenOrigin.Member, p)));
        }

        foreach (var member in type.GetMembers())
        {
            switch (member)
            {
                case IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field when slots.IsToken(field.Type):
                case IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null } property when slots.IsToken(property.Type):
                    if (!member.Name.Contains("Application") && !IsOfApplication(member))
                        found.Add(new ReachableToken(Escaped(member.Name), TokenOrigin.Member, member));

                    break;
            }
        }

        if (contexts.OfOwner(type) is { } owner)
            found.Add(new ReachableToken(owner.Path, TokenOrigin.Owner, null) { ContextMember = owner.Member });

        return found.ToImmutable();
    }

    /// <summary>Whether a member holds what tells that the application ends or has begun: requests that are in work then are still answered.</summary>
    private bool IsOfApplication(ISymbol member)
    {
        var value = member is IPropertySymbol { GetMethod: { } getter } && CallTargets.HasOwnCode(getter) ? MethodBodies.For(compilation).Of(getter)?.Root : MemberValues.For(compilation).Of(member)?.Value;
        return value?.DescendantsAndSelf().Any(o => o is IPropertyReferenceOperation { Property.Name: "ApplicationStopping" or "ApplicationStopped" or "ApplicationStarted" }) == true;
    }

    /// <summary>Whether the name means the token at the place, and nothing that is nearer.</summary>
    private static bool IsSeen(ReachableToken token, IOperation place)
    {
        if (token.Symbol is not { } symbol)
            return true;

        var seen = place.SemanticModel!.LookupSymbols(place.Syntax.SpanStart, name: symbol.Name);
        return !seen.IsEmpty && seen[0].Is(symbol);
    }

    private static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
