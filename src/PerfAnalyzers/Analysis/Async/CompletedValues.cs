using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Expressions whose task is done the moment they are evaluated.</summary>
internal static class CompletedValues
{
    private static readonly ImmutableHashSet<string> AsyncSwitches = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "async", "useAsync", "isAsync", "runAsync", "executeAsync", "doAsync");

    public static bool IsDone(IOperation value, AwaitableTypes types)
    {
        value = TaskStorage.Unwrap(value, types);
        switch (value)
        {
            case IInvocationOperation { TargetMethod: { Name: "FromResult" or "FromException" or "FromCanceled" } method }:
                return types.Declares(method);
            case IInvocationOperation call when RunsSynchronously(call):
                return true;
            case IPropertyReferenceOperation { Property: { Name: "CompletedTask" } property }:
                return types.Declares(property);
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field }:
                return IsSetToFinishedTask(field);
            case IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private } field }:
                return IsOnlySetToFinishedTasks(field);
            case IDefaultValueOperation created:
                return types.IsValueTask(created.Type);
            case IObjectCreationOperation created when types.IsValueTask(created.Type):
                return created.Arguments.IsEmpty || (created.Arguments.Length == 1 && !IsPendingSource(created.Arguments[0], types));
            case IConditionalOperation { WhenFalse: { } other } conditional:
                return IsDone(conditional.WhenTrue, types) && IsDone(other, types);
            case IAwaitOperation awaited:
                return IsWinner(awaited, types);
            default:
                return false;
        }
    }

    /// <summary>Whether an await yields the task that Task.WhenAny found done.</summary>
    public static bool IsWinner(IAwaitOperation awaited, AwaitableTypes types) => WhenAny(awaited, types) is not null;

    /// <summary>The race whose winner an operation yields, by awaiting it or by blocking; null for any other operation.</summary>
    public static IInvocationOperation? WhenAny(IOperation operation, AwaitableTypes types)
    {
        var waitedFor = TaskStorage.Unwrap(operation, types) switch
        {
            IAwaitOperation awaited => awaited.Operation,
            IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } => task,
            IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task } } => task,
            _ => null,
        };
        return waitedFor is not null && TaskStorage.Unwrap(waitedFor, types) is IInvocationOperation { TargetMethod: { Name: "WhenAny" } method } call && types.Declares(method) ? call : null;
    }

    public static bool IsAsyncSwitch(IParameterSymbol parameter) =>
        parameter.Type.SpecialType == SpecialType.System_Boolean && AsyncSwitches.Contains(parameter.Name);

    /// <summary>The synchronous half of a method that does both: <c>ReadCore(async: false)</c> returns a finished task.</summary>
    private static bool RunsSynchronously(IInvocationOperation call) => call.Arguments.Any(a =>
        a.Parameter is { } parameter && IsAsyncSwitch(parameter) && a.Value.ConstantValue is { HasValue: true, Value: false });

    private static bool IsPendingSource(IArgumentOperation source, AwaitableTypes types) =>
        source.Parameter?.Type is not { } type || types.IsTaskLike(type) || type.Name == "IValueTaskSource";

    /// <summary>A read-only field that is set to a finished task where it is declared, or by the constructors.</summary>
    private static bool IsSetToFinishedTask(IFieldSymbol field)
    {
        var written = field.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<VariableDeclaratorSyntax>().FirstOrDefault();
        return written?.Initializer is { } initializer ? IsFinished(initializer.Value) : written is not null && AllConstructors(field).ToList() is { Count: > 0 } values && values.All(IsFinished);
    }

    /// <summary>A private field that keeps the last answer as a task, so that the next caller may get the same one: nothing else is ever put into it.</summary>
    private static bool IsOnlySetToFinishedTasks(IFieldSymbol field)
    {
        var values = field.ContainingType.DeclaringSyntaxReferences.SelectMany(r => SetTo(field, r.GetSyntax())).ToList();
        return values.Count > 0
            && values.All(IsFinished)
            && field.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<VariableDeclaratorSyntax>().All(d => d.Initializer is null || IsFinished(d.Initializer.Value))
            && !field.ContainingType.DeclaringSyntaxReferences.Any(r => r.GetSyntax().DescendantNodes().OfType<ArgumentSyntax>().Any(a => !a.RefKindKeyword.IsKind(SyntaxKind.None) && IsNamed(a.Expression, field)));
    }

    /// <summary>Whether a task is kept in a field since its object was made: it may be pending once in the object's life, and mostly is not.</summary>
    public static bool IsKeptSinceStart(IOperation task)
    {
        if (task.Unwrap() is not IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private } field } || task.SemanticModel?.GetEnclosingSymbol(task.Syntax.SpanStart) is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor })
            return false;

        var assigned = field.ContainingType.DeclaringSyntaxReferences.SelectMany(r => SetTo(field, r.GetSyntax())).ToList();
        return assigned.All(value => IsInConstruction(value, field.ContainingType))
            && (assigned.Count > 0 || field.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null }));
    }

    /// <summary>Whether code runs while an object is made: in a constructor, or in a private method that only constructors name.</summary>
    private static bool IsInConstruction(SyntaxNode code, INamedTypeSymbol type) => code.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() switch
    {
        ConstructorDeclarationSyntax => true,
        MethodDeclarationSyntax method when method.Modifiers.Any(SyntaxKind.PrivateKeyword) => type.DeclaringSyntaxReferences
            .SelectMany(r => r.GetSyntax().DescendantNodes().OfType<IdentifierNameSyntax>())
            .Where(n => n.Identifier.ValueText == method.Identifier.ValueText)
            .All(n => n.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is ConstructorDeclarationSyntax),
        _ => false,
    };

    /// <summary>What the constructors of its type set a field to.</summary>
    private static IEnumerable<ExpressionSyntax> AllConstructors(IFieldSymbol field) =>
        from constructor in field.ContainingType.Constructors
        from reference in constructor.DeclaringSyntaxReferences
        where reference.GetSyntax() is ConstructorDeclarationSyntax
        from value in SetTo(field, reference.GetSyntax())
        select value;

    private static IEnumerable<ExpressionSyntax> SetTo(IFieldSymbol field, SyntaxNode code) =>
        from assignment in code.DescendantNodes().OfType<AssignmentExpressionSyntax>()
        where IsNamed(assignment.Left, field)
        select assignment.Right;

    private static bool IsNamed(ExpressionSyntax target, IFieldSymbol field) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == field.Name,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText == field.Name,
        TupleExpressionSyntax tuple => tuple.Arguments.Any(a => IsNamed(a.Expression, field)),
        _ => false,
    };

    /// <summary>Another file may hold it, so the text decides: names of the task types' own factories are not ambiguous in practice.</summary>
    private static bool IsFinished(ExpressionSyntax value)
    {
        var text = value.ToString();
        return text.StartsWith("Task.FromResult", StringComparison.Ordinal)
            || text.StartsWith("Task.CompletedTask", StringComparison.Ordinal)
            || text.StartsWith("ValueTask.FromResult", StringComparison.Ordinal)
            || text.StartsWith("ValueTask.CompletedTask", StringComparison.Ordinal);
    }
}
