using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>What becomes of code over rows when a database runs it.</summary>
internal enum Translation
{
    /// <summary>It cannot, or it is not known whether it can.</summary>
    None,

    /// <summary>It can; whether every answer is the same depends on more than the code.</summary>
    Loose,

    /// <summary>It can, and text is compared, and equal rows are ordered, the way the database does it.</summary>
    Text,

    /// <summary>It can, with the same answers.</summary>
    Exact,
}

/// <summary>Tells whether a lambda over rows in memory could be part of a query: known members of columns only, and values from outside.</summary>
internal sealed class Translations
{
    private static readonly ImmutableHashSet<string> TextMethods = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Contains", "StartsWith", "EndsWith", "Equals", "ToLower", "ToUpper", "Trim", "TrimStart", "TrimEnd");

    private static readonly ImmutableHashSet<string> PartsOfValues = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Value", "Length", "Date", "Year", "Month", "Day", "Hour", "Minute", "Second", "DayOfYear");

    private readonly CompilationContext compilation;
    private readonly Columns columns;
    private readonly IParameterSymbol row;
    private readonly Stack<IOperation> pending = new();
    private Translation worst = Translation.Exact;
    private IOperation? made;

    private Translations(IParameterSymbol row, CompilationContext compilation)
    {
        this.row = row;
        this.compilation = compilation;
        columns = Columns.For(compilation);
    }

    /// <summary>What an argument is if it is a lambda over one row.</summary>
    public static IAnonymousFunctionOperation? Lambda(IOperation? argument)
    {
        var value = argument?.Unwrap();
        if (value is IDelegateCreationOperation { Target: { } target })
            value = target.Unwrap();

        return value is IAnonymousFunctionOperation { Symbol: { IsAsync: false, Parameters.Length: 1 } } lambda ? lambda : null;
    }

    /// <summary>The one value that a lambda gives.</summary>
    public static IOperation? Body(IAnonymousFunctionOperation lambda) =>
        lambda.Body.Operations.Length == 1 && lambda.Body.Operations[0] is IReturnOperation { ReturnedValue: { } value } ? value.Unwrap() : null;

    public static Translation Of(IAnonymousFunctionOperation lambda, CompilationContext compilation)
    {
        if (Body(lambda) is not { } body)
            return Translation.None;

        var translations = new Translations(lambda.Symbol.Parameters[0], compilation);
        translations.pending.Push(body);
        translations.made = body is IObjectCreationOperation { Type: { } type } && !Columns.IsScalar(type) ? body : null;
        while (translations.pending.Count > 0 && translations.worst != Translation.None)
            translations.Judge(translations.pending.Pop().Unwrap());

        return translations.worst;
    }

    private void Judge(IOperation value)
    {
        if (!EqualityPredicate.Mentions(value, row))
        {
            Note(OfOutside(value));
            return;
        }

        switch (value)
        {
            case IParameterReferenceOperation:
                Note(Columns.IsScalar(row.Type) ? Translation.Exact : Translation.None);
                break;
            case IPropertyReferenceOperation { Instance: { } instance, Property.IsIndexer: false } property:
                JudgeProperty(property, instance.Unwrap());
                break;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                pending.Push(not.Operand);
                break;
            case IBinaryOperation binary when binary.OperatorMethod is null || binary.OperatorMethod.ContainingNamespace.IsFramework():
                pending.Push(binary.LeftOperand);
                pending.Push(binary.RightOperand);
                Note(OfOperator(binary));
                break;
            case ICoalesceOperation coalesce:
                Push(Translation.Loose, coalesce.Value, coalesce.WhenNull);
                break;
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                Push(Translation.Loose, choice.Condition, choice.WhenTrue, otherwise);
                break;
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value: { ConstantValue: { HasValue: true, Value: null } } } } test:
                Push(Translation.Loose, test.Value);
                break;
            case IInvocationOperation call:
                JudgeCall(call);
                break;
            case IAnonymousObjectCreationOperation anonymous:
                Push(Translation.Exact, anonymous.Initializers.OfType<ISimpleAssignmentOperation>().Select(i => i.Value).ToArray());
                break;
            // What is made of a row at the very end is made by the program, of columns that are read.
            case IObjectCreationOperation { Arguments.IsEmpty: false, Initializer: null } created when created == made:
                Push(Translation.Loose, created.Arguments.Select(a => a.Value).ToArray());
                break;
            case IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: { } initializer } when initializer.Initializers.All(i => i is ISimpleAssignmentOperation):
                Push(Translation.Exact, initializer.Initializers.Cast<ISimpleAssignmentOperation>().Select(i => i.Value).ToArray());
                break;
            default:
                Note(Translation.None);
                break;
        }
    }

    private void JudgeProperty(IPropertyReferenceOperation property, IOperation instance)
    {
        if (instance is IParameterReferenceOperation)
        {
            Note(columns.Contains(row.Type, property.Property) ? Translation.Exact : Translation.None);
        }
        else if (instance is IPropertyReferenceOperation { Instance: { } owner } inner && Columns.IsScalar(inner.Type!) && property.Property.ContainingNamespace.IsFramework())
        {
            var isKnown = property.Property.Name == "HasValue" || PartsOfValues.Contains(property.Property.Name);
            Push(isKnown ? property.Property.Name == "HasValue" ? Translation.Exact : Translation.Loose : Translation.None, inner);
        }
        else if (instance is IPropertyReferenceOperation { Instance: { } start } reference
            && Entities.For(compilation).Navigation(start.Unwrap().Type, reference.Property) is { IsCollection: false } navigation)
        {
            // In memory a missing row throws, in a query it gives null.
            Note(columns.Contains(navigation.Target, property.Property) && start.Unwrap() is IParameterReferenceOperation ? Translation.Loose : Translation.None);
        }
        else
        {
            Note(Translation.None);
        }
    }

    private void JudgeCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.ContainingType.SpecialType == SpecialType.System_String)
        {
            var isKnown = method.IsStatic ? method.Name is "IsNullOrEmpty" or "IsNullOrWhiteSpace" : TextMethods.Contains(method.Name) && method.Parameters.All(p => p.Type.SpecialType == SpecialType.System_String);
            Push(isKnown ? Translation.Text : Translation.None, call.Arguments.Select(a => a.Value).Concat(call.Instance is { } text ? new[] { text } : Array.Empty<IOperation>()).ToArray());
            return;
        }

        // ids.Contains(row.Id), where the ids are in memory.
        if (method.Name == "Contains" && call.Receiver() is { } list && !EqualityPredicate.Mentions(list, row)
            && call.Argument(method.IsExtensionMethod ? 1 : 0) is { } sought
            && method.Parameters.Length == (method.IsExtensionMethod ? 2 : 1)
            && method.ContainingNamespace.IsFramework()
            && method.Parameters[method.Parameters.Length - 1].Type is { } element)
        {
            Push(element.SpecialType == SpecialType.System_String ? Translation.Text : Columns.IsScalar(element) ? Translation.Exact : Translation.None, sought, list);
            return;
        }

        Note(Translation.None);
    }

    private Translation OfOperator(IBinaryOperation binary)
    {
        var type = binary.LeftOperand.Unwrap() is { ConstantValue: { HasValue: true, Value: null } } ? binary.RightOperand.Type : binary.LeftOperand.Type;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];

        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr:
                return Translation.Exact;
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals:
                if (IsNull(binary.LeftOperand) || IsNull(binary.RightOperand))
                    return Translation.Exact;

                return type is { SpecialType: SpecialType.System_String } ? Translation.Text
                    : type is { SpecialType: SpecialType.System_Single or SpecialType.System_Double } ? Translation.Loose
                    : type is not null && Columns.IsScalar(type) ? Translation.Exact
                    : Translation.None;
            case BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual:
                // An enumeration may be stored by name.
                return type is null || !Columns.IsScalar(type) ? Translation.None
                    : type.TypeKind == TypeKind.Enum || binary.LeftOperand.Unwrap().Type?.TypeKind == TypeKind.Enum ? Translation.Loose
                    : columns.MayAlwaysOrder(type) ? Translation.Exact
                    : columns.CanOrder(type) ? Translation.Loose
                    : Translation.None;
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder:
                return type is { SpecialType: SpecialType.System_String or (>= SpecialType.System_SByte and <= SpecialType.System_Double) } && columns.CanOrder(type) ? Translation.Loose : Translation.None;
            default:
                return Translation.None;
        }
    }


    /// <summary>A value that is the same for all rows is sent along; code that computes it runs once and not for each row.</summary>
    private static Translation OfOutside(IOperation value)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IAwaitOperation or IAnonymousFunctionOperation or IAssignmentOperation or IIncrementOrDecrementOperation or IConditionalAccessOperation or ISwitchExpressionOperation or IThrowOperation:
                    return Translation.None;
                case IInvocationOperation or IObjectCreationOperation:
                case IPropertyReferenceOperation { Property: { IsStatic: true } }:
                    return Translation.Loose;
            }
        }

        return Translation.Exact;
    }

    private static bool IsNull(IOperation operand) => operand.Unwrap().ConstantValue is { HasValue: true, Value: null };

    private void Push(Translation translation, params IOperation[] parts)
    {
        Note(translation);
        foreach (var part in parts)
            pending.Push(part);
    }

    private void Note(Translation translation)
    {
        if (translation < worst)
            worst = translation;
    }
}
