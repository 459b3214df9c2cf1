using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;

namespace PerfAnalyzers.Analysis.Writes;

/// <summary>Recognises rows that have a flag which a member takes from them and gives to one other: then one row has it at a time, or none.</summary>
internal static class MovedFlag
{
    /// <summary>Whether a loop goes through rows whose query demands a flag that each round takes away, and that another row gets behind it.</summary>
    public static bool IsTakenIn(Iteration.Iteration loop, CompilationContext compilation)
    {
        if (loop.Variables.Length != 1
            || loop.Source is null
            || SequenceSize.Origin(loop.Source, compilation) is not IInvocationOperation { } loaded
            || loaded.Receiver() is not { } rows
            || QueryReader.For(compilation).ReadSequence(rows) is not { } query)
        {
            return false;
        }

        var demanded = query.Operators
            .Where(o => o.TargetMethod.Name == "Where")
            .Select(o => RowLambda.Of(o.Argument(1)))
            .OfType<RowLambda>()
            .SelectMany(row => EqualityPredicate.Parts(row.Result, negated: false).Where(p => p is IPropertyReferenceOperation { Type.SpecialType: SpecialType.System_Boolean }).Select(row.Column))
            .OfType<string>()
            .ToArray();
        return demanded.Length > 0 && demanded.Any(flag => IsSet(flag, false) && IsSet(flag, true));

        bool IsSet(string flag, bool given) => LocalValues.Root(loop.Operation).DescendantsAndSelf().Any(o =>
            o is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } row, Property.Name: { } name }, Value.ConstantValue: { HasValue: true, Value: bool value } }
            && name == flag
            && value == given
            && row.ReferencedSymbol() is { } of
            && of.Is(loop.Variables[0]) != given
            && (!given || !loop.Operation.Syntax.Span.Contains(o.Syntax.Span)));
    }
}
