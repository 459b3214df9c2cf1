using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Changes of objects: those that a loop makes, and those that a fix cannot exclude.</summary>
internal static class UnseenChanges
{
    /// <summary>
    /// Whether called code could set a member of objects that was read: it gets hold of one, or of what holds them, and the project has a place that
    /// sets the member of an object that is there already.
    /// </summary>
    /// <param name="reads">What is read of objects.</param>
    /// <param name="code">The code that runs in between.</param>
    /// <param name="compilation">The compilation.</param>
    public static bool AreLikely(IEnumerable<ISymbol> reads, IOperation code, CompilationContext compilation)
    {
        var set = reads.Where(s => s is IPropertySymbol or IFieldSymbol && IsSetLater(s.OriginalDefinition, compilation)).ToList();
        if (set.Count == 0)
            return false;

        var owners = set.Select(s => s.ContainingType.OriginalDefinition).ToImmutableHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        return MayReach(set, new[] { code }) || code.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod: { } method } call
            && (method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke
                || call.Instance is IInstanceReferenceOperation
                || (!method.ContainingNamespace.IsFramework() && call.Arguments.Select(a => a.Value).Prepend(call.Instance).Any(given => given is not null && HoldsAny(given.Unwrap().Type, owners)))));
    }

    /// <summary>Whether a type is a collection of some types, or has a member that is one of them or a collection of them.</summary>
    private static bool HoldsAny(ITypeSymbol? type, ImmutableHashSet<INamedTypeSymbol> owners)
    {
        return IsOne(type) || (type is INamedTypeSymbol named && !named.ContainingNamespace.IsFramework() && named.GetMembers().Any(m => m switch
        {
            IPropertySymbol property => IsOne(property.Type),
            IFieldSymbol field => IsOne(field.Type),
            _ => false,
        }));

        bool IsOne(ITypeSymbol? held) => held switch
        {
            IArrayTypeSymbol array => IsOne(array.ElementType),
            INamedTypeSymbol named => owners.Contains(named.OriginalDefinition) || named.TypeArguments.Any(IsOne),
            _ => false,
        };
    }

    /// <summary>Whether a loop sets a member of objects that are there already; what is made anew is in no index yet.</summary>
    public static bool SetsAny(IEnumerable<ISymbol> members, Iteration iteration)
    {
        var facts = LoopFacts.Of(iteration);
        var set = members.Where(facts.Writes).ToImmutableHashSet(SymbolEqualityComparer.Default);
        return !set.IsEmpty && iteration.Operation.DescendantsAndSelf().Any(o =>
            o.ReferencedSymbol() is { } member
            && set.Contains(member)
            && o is not (IConversionOperation or IParenthesizedOperation)
            && IsSet(o)
            && o is not IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } });
    }

    private static bool IsSet(IOperation member) => member.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == member,
        IArgumentOperation argument => argument.Parameter is null or { RefKind: not (RefKind.None or RefKind.In) },
        IIncrementOrDecrementOperation or ITupleOperation or IConversionOperation or IParenthesizedOperation => true,
        _ => false,
    };

    private static bool IsSetLater(ISymbol member, CompilationContext compilation) => compilation.Get(_ => new SetMembers()).Known.GetOrAdd(
        member,
        m => SourceProjects.Of(compilation).Any(project => MethodBodies.For(project) is var bodies && project.Compilation.SyntaxTrees.Any(tree => tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Any(name =>
            name.Identifier.ValueText == m.Name && IsSet(name) && bodies.SymbolOf(name, default)?.OriginalDefinition.GetDocumentationCommentId() == m.GetDocumentationCommentId()))));

    /// <summary>Whether a name stands where it gets a value, other than in what makes an object.</summary>
    private static bool IsSet(SimpleNameSyntax name)
    {
        SyntaxNode target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access
            : name.Parent is MemberBindingExpressionSyntax binding ? binding.AncestorsAndSelf().OfType<ConditionalAccessExpressionSyntax>().First()
            : name;
        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == target
                && !(assignment.Parent is InitializerExpressionSyntax || (target is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } && target.FirstAncestorOrSelf<MemberDeclarationSyntax>() is ConstructorDeclarationSyntax)),
            PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax => !target.Parent.IsKind(SyntaxKind.LogicalNotExpression) && !target.Parent.IsKind(SyntaxKind.SuppressNullableWarningExpression),
            ArgumentSyntax argument => argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword || argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax tuple } && tuple.Left == argument.Parent,
            _ => false,
        };
    }

    /// <summary>Whether code that is not seen here gets hold of an object and could set a member of it that was read.</summary>
    /// <param name="reads">What is read of objects.</param>
    /// <param name="code">The code that runs in between.</param>
    public static bool MayReach(IEnumerable<ISymbol> reads, IEnumerable<IOperation> code)
    {
        var owners = reads
            .Where(s => s is IPropertySymbol { SetMethod: { IsInitOnly: false } } or IFieldSymbol { IsReadOnly: false, IsConst: false })
            .Select(s => s.ContainingType.OriginalDefinition)
            .ToImmutableHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        return owners.Count > 0 && code.SelectMany(c => c.DescendantsAndSelf()).Any(o =>
            o is IInvocationOperation { TargetMethod: { } method } call
            && !method.ContainingNamespace.IsFramework()
            && (IsOwner(call.Instance?.Type) || call.Arguments.Any(a => IsOwner(a.Value.Unwrap().Type))));

        bool IsOwner(ITypeSymbol? type) => type is { IsReferenceType: true } && owners.Any(o => type.DerivesFrom(o) || o.DerivesFrom(type.OriginalDefinition as INamedTypeSymbol));
    }

    /// <summary>Which members some place sets.</summary>
    private sealed class SetMembers
    {
        public ConcurrentDictionary<ISymbol, bool> Known { get; } = new(SymbolEqualityComparer.Default);
    }
}
