using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis;

/// <summary>Recognises values that a clock gives at the moment they are asked for.</summary>
internal static class ClockReads
{
    /// <summary>Whether a value is what a clock says, or the day of it, and not some time before or after: also where a local keeps it.</summary>
    public static bool IsNow(IOperation value) => Clock(value) is not null;

    /// <summary>The same with the time of the day.</summary>
    public static bool IsMoment(IOperation value) => Clock(value) is ({ Name: not "Today" }, false);

    private static (ISymbol Member, bool IsDay)? Clock(IOperation value)
    {
        var current = LocalValues.Made(value is ISymbolInitializerOperation initialiser ? initialiser.Value : value);
        var isDay = false;
        while (current is IPropertyReferenceOperation { Property.Name: "Date" or "UtcDateTime" or "DateTime" or "LocalDateTime", Instance: { } part } view)
        {
            isDay |= view.Property.Name == "Date";
            current = part.Unwrap();
        }

        return current switch
        {
            IPropertyReferenceOperation { Property: var clock } when ChangingValues.IsClock(clock) => (clock, isDay),
            IInvocationOperation { TargetMethod: var asked } when ChangingValues.IsClock(asked) => (asked, isDay),
            _ => null,
        };
    }
}
