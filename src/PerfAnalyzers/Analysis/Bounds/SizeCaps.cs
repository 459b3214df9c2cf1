using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;

namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>Tells whether anything holds a number down: a comparison, a clamp, a validation.</summary>
internal static class SizeCaps
{
    /// <summary>Comparisons with less than this keep a number from being too small, not from being too large.</summary>
    private const int LeastCap = 2;

    private static readonly ImmutableHashSet<string> CheckingWords = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Throw", "Guard", "Against", "Valid", "Validate", "Validator", "Validation", "Check", "Checker", "Ensure", "Clamp", "Min", "Minimum", "Limit", "Limiter", "Cap",
        "Normalize", "Normalise", "Verify", "Assert", "Require", "Sanitize", "Restrict", "Bound", "Coerce", "Contract");

    private static readonly ImmutableArray<string> LowerChecks = ImmutableArray.Create("Negative", "LessThan", "Zero");

    private static readonly ImmutableArray<string> CappingAttributes = ImmutableArray.Create("Range", "Max", "Limit", "Page");

    private static readonly ImmutableHashSet<string> CappingRules = ImmutableHashSet.Create(
        StringComparer.Ordinal, "LessThan", "LessThanOrEqualTo", "InclusiveBetween", "ExclusiveBetween", "Must", "MustAsync", "Custom");

    /// <summary>Whether the code around a place compares a variable or property with a largest value, or hands it to what may.</summary>
    public static bool InCode(ISymbol number, IOperation place)
    {
        foreach (var operation in LocalValues.Root(place).DescendantsAndSelf())
        {
            switch (operation)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } comparison
                    when (Names(comparison.LeftOperand, number) && MayBeCap(comparison.RightOperand)) || (Names(comparison.RightOperand, number) && MayBeCap(comparison.LeftOperand)):
                case IIsPatternOperation match when Names(match.Value, number) && MayBeCap(match.Pattern):
                case ISwitchExpressionOperation choice when Names(choice.Value, number):
                case ISwitchOperation branch when Names(branch.Value, number):
                    return true;
                case IInvocationOperation call when Checks(call.TargetMethod) && call.Arguments.Any(a => Names(a.Value, number) || IsOwner(a.Value, number)):
                    return true;
                case IAssignmentOperation assignment when number is IParameterSymbol && number.Is(assignment.Target.ReferencedSymbol()) && MayCap(assignment.Value):
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } handed when Names(handed.Value, number):
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether the declaration of a parameter or property limits it: an attribute, a setter with a mind of its own, a validator.</summary>
    public static bool InDeclaration(ISymbol number, CompilationContext compilation)
    {
        if (IsValidated(number))
            return true;

        if (number is not IPropertySymbol property)
            return false;

        var type = property.ContainingType;
        return HasOwnCode(property)
            || type.AllInterfaces.Any(i => i.Name == "IValidatableObject")
            || type.InstanceConstructors.Any(c => c.Parameters.Any(p => p.Name == property.Name && IsValidated(p)))
            || HasValidator(type, property, compilation);
    }

    private static bool IsValidated(ISymbol number) =>
        number.GetAttributes().Any(a => a.AttributeClass is { } type && CappingAttributes.Any(word => type.Name.Contains(word)));

    private static bool Names(IOperation value, ISymbol number)
    {
        var current = value.Unwrap();
        if (current is ICoalesceOperation coalesce)
            current = coalesce.Value.Unwrap();

        if (current is IPropertyReferenceOperation { Property.Name: "Value", Instance: { } nullable } && nullable.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            current = nullable.Unwrap();

        return number.Is(current.ReferencedSymbol());
    }

    /// <summary>Whether a value is the object that has the property.</summary>
    private static bool IsOwner(IOperation value, ISymbol number) =>
        number is IPropertySymbol property && value.Unwrap() is IParameterReferenceOperation { Type: { } type } && type.DerivesFrom(property.ContainingType.OriginalDefinition);

    private static bool MayBeCap(IOperation value) => value.Unwrap().ConstantValue is not { HasValue: true, Value: int number } || number >= LeastCap;

    private static bool MayBeCap(IPatternOperation pattern) =>
        pattern.DescendantsAndSelf().Any(o => o is IRelationalPatternOperation relational && MayBeCap(relational.Value));

    /// <summary>Whether a new value is made by code that may look at how large the old one is.</summary>
    private static bool MayCap(IOperation value) =>
        value.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod: not { Name: "Max", ContainingType.Name: "Math" } } or IAwaitOperation or ISwitchExpressionOperation);

    private static bool Checks(IMethodSymbol method)
    {
        if (LowerChecks.Any(method.Name.Contains))
            return false;

        return Words.Split(method.Name).Any(CheckingWords.Contains) || Words.Split(method.ContainingType.Name).Any(CheckingWords.Contains);
    }

    private static bool HasOwnCode(IPropertySymbol property)
    {
        foreach (var reference in property.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is not PropertyDeclarationSyntax declared)
                continue;

            if (declared.ExpressionBody is not null)
                return true;

            foreach (var accessor in declared.AccessorList?.Accessors ?? default)
            {
                var body = (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody;
                if (body is not null && body.DescendantNodesAndSelf().Any(n => n is InvocationExpressionSyntax or ConditionalExpressionSyntax or IfStatementSyntax or SwitchExpressionSyntax or BinaryExpressionSyntax))
                    return true;
            }
        }

        return false;
    }

    /// <summary>FluentValidation: RuleFor(x => x.PageSize).LessThanOrEqualTo(100).</summary>
    private static bool HasValidator(INamedTypeSymbol type, IPropertySymbol property, CompilationContext compilation)
    {
        foreach (var candidate in Implementations.For(compilation).Marked(ClassMarks.Validator))
        {
            if (candidate.BaseType is not { Name: "AbstractValidator", TypeArguments: { Length: 1 } validated } || validated[0].Name != type.Name)
                continue;

            foreach (var rule in candidate.DeclaringSyntaxReferences.SelectMany(r => r.GetSyntax().DescendantNodes().OfType<MemberAccessExpressionSyntax>()))
            {
                if (CappingRules.Contains(rule.Name.Identifier.ValueText) && rule.Expression.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == property.Name))
                    return true;
            }
        }

        return false;
    }
}
