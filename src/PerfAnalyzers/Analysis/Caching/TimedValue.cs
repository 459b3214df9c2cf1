using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>Tells for what the difference of two times is used.</summary>
internal static class TimedValue
{
    private const int LongestTrace = 4;
    private const int HoursOfDay = 24;

    /// <summary>
    /// Whether a difference is about the time of day after all: somebody asks for days, waits for one or more, moves a point in time by it, or looks whether the
    /// clock was set, by another one.
    /// </summary>
    public static bool IsOfCalendar(IOperation difference, CompilationContext compilation) => IsOfCalendar(difference, compilation, LongestTrace);

    private static bool IsOfCalendar(IOperation value, CompilationContext compilation, int trace) => trace > 0 && ValueUse.Of(value).Any(u => u switch
    {
        { End: ValueEnd.Read, By: IPropertyReferenceOperation { Property.Name: "Days" or "TotalDays" } } => true,
        { End: ValueEnd.Read, By: IPropertyReferenceOperation { Property.Name: "TotalHours" } hours } => ValueUse.Of(hours).Any(h => h.By is IBinaryOperation test && Other(test, h.Value).ConstantValue is { HasValue: true, Value: >= 24 or >= 24.0 }) || IsOfCalendar(hours, compilation, trace - 1),
        { End: ValueEnd.Read, By: IPropertyReferenceOperation part } => IsOfCalendar(part, compilation, trace - 1),
        { End: ValueEnd.Looked, By: IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum } => WallClock.For(compilation).IsTime(sum.Type) || ReadsSteadyClock(Other(sum, u.Value)),
        { End: ValueEnd.Looked, By: IBinaryOperation test } => IsOfDays(Other(test, u.Value), compilation) || ReadsSteadyClock(Other(test, u.Value)),
        { End: ValueEnd.Call, By: IInvocationOperation call } => call.Arguments.Any(a => ReadsSteadyClock(a.Value)),
        { End: ValueEnd.HandedOn, By: IArgumentOperation { Parent: IInvocationOperation call } } => WallClock.For(compilation).IsTime(call.Instance?.Type) || (call.TargetMethod.ContainingType.Name is "Math" && IsOfCalendar(call, compilation, trace - 1)),
        _ => false,
    });

    private static IOperation Other(IBinaryOperation test, IOperation value) => test.LeftOperand.Syntax.Span.Contains(value.Syntax.Span) ? test.RightOperand : test.LeftOperand;

    private static bool ReadsSteadyClock(IOperation value) => value.DescendantsAndSelf().Any(o => o switch
    {
        IPropertyReferenceOperation property => WallClock.IsSteady(property.Property),
        IInvocationOperation call => WallClock.IsSteady(call.TargetMethod),
        ILocalReferenceOperation local when LocalValues.SetOnce(local) is { } set => set.DescendantsAndSelf().Any(s => s is IMemberReferenceOperation { Member: var member } && WallClock.IsSteady(member) || s is IInvocationOperation call && WallClock.IsSteady(call.TargetMethod)),
        _ => false,
    });

    /// <summary>How many of the unit that a method of TimeSpan takes are a day.</summary>
    private static double? PerDay(string method) => method switch
    {
        "FromHours" => HoursOfDay,
        "FromMinutes" => HoursOfDay * 60,
        "FromSeconds" => HoursOfDay * 60 * 60,
        _ => null,
    };

    /// <summary>Whether a span is a day or longer.</summary>
    private static bool IsOfDays(IOperation span, CompilationContext compilation) => span.Unwrap() switch
    {
        IInvocationOperation { TargetMethod: { Name: "FromDays", ContainingType.Name: "TimeSpan" } } => true,
        IInvocationOperation { TargetMethod: { Name: var unit, ContainingType.Name: "TimeSpan" } } call => PerDay(unit) is { } most && call.Argument(0)?.ConstantValue is { HasValue: true, Value: IConvertible number } && number.ToDouble(null) >= most,
        IObjectCreationOperation { Arguments: { Length: >= 4 } parts } => parts[0].Value.ConstantValue is { HasValue: true, Value: >= 1 },
        IObjectCreationOperation { Arguments: { Length: 3 } parts } => parts[0].Value.ConstantValue is { HasValue: true, Value: >= HoursOfDay },
        ILocalReferenceOperation local => LocalValues.SetOnce(local) is { } set && IsOfDays(set, compilation),
        IMemberReferenceOperation { Member: var member } => MemberValues.For(compilation).Of(member)?.Value is { } set && set.Unwrap() is not IMemberReferenceOperation && IsOfDays(set, compilation),
        _ => false,
    };
}
