using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>A file, or the body of a request, that is read into memory as a whole although its lines are gone through once.</summary>
/// <param name="Call">What reads it.</param>
/// <param name="Gives">The lines, or a text that is split into them.</param>
/// <param name="Pass">What goes through the lines.</param>
internal sealed record WholeFile(IInvocationOperation Call, WholeRead Gives, SinglePass Pass)
{
    public static WholeFile? Of(IInvocationOperation call, CompilationContext compilation)
    {
        if (WholeReads.For(compilation).Find(call.TargetMethod) is not { } gives
            || (gives == WholeRead.Lines ? SinglePass.Outermost(call) : LinesOf(call)) is not { } lines
            || SinglePass.Of(lines, compilation) is not { } pass)
        {
            return null;
        }

        var found = new WholeFile(call, gives, pass);
        return found.NamesAgain(pass.Consumer) ? null : found;
    }

    /// <summary>How sure it is that there is much to read, and that others wait or share the memory meanwhile; null where it is not worth a word.</summary>
    public Confidence? Sureness(CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (ReadSource.Of(Call, compilation) is not { IsNote: false, Origin: ReadOrigin.File or ReadOrigin.Upload } source
            || ServingPlaces.For(compilation).Of(Call, cancellationToken).Serving is var serving && serving == Serving.No)
        {
            return null;
        }

        if (source.IsOfOthers(compilation, cancellationToken))
            return serving == Serving.Certain ? Confidence.High : Confidence.Medium;

        return source.NamesData(Call) || AddsUp() ? Confidence.Medium : Confidence.Low;
    }

    /// <summary>Whether numbers in the lines are only added up or compared: a file of which no line is kept is one of data, of which there is more from day to day.</summary>
    private bool AddsUp()
    {
        if (!Pass.Consumer.Descendants().Any(IsNumberRead))
            return false;

        if (Pass.Consumer is not IForEachLoopOperation loop)
            return Pass.Consumer is IInvocationOperation { TargetMethod.Name: "Sum" or "Average" };

        var facts = LoopFacts.Of(loop);
        return loop.Body.Descendants().Any(o => o switch
        {
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: not SpecialType.System_String } sum => IsFold(sum.Target, sum.Value),
            ISimpleAssignmentOperation { Value: IInvocationOperation { TargetMethod: { Name: "Max" or "Min", ContainingType.Name: "Math" } } extreme } assignment => IsFold(assignment.Target, extreme),
            _ => false,
        });

        bool IsFold(IOperation target, IOperation value) =>
            target.ReferencedSymbol() is { } total && !facts.Declares(total) && value.DescendantsAndSelf().Any(v => v is ILocalReferenceOperation { Local: { } number } && facts.Declares(number) && IsNumber(number.Type));
    }

    private static bool IsNumberRead(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Parse" or "TryParse", ContainingType: { } type } } && IsNumber(type);

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_Int16 and <= SpecialType.System_Double;

    /// <summary>Where a text is split at its ends of lines; null where something else is done with it too.</summary>
    private static IOperation? LinesOf(IInvocationOperation call)
    {
        var text = SinglePass.Outermost(call);
        if (text.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
        {
            if (SinglePass.OnlyUse(local, text) is not { } use)
                return null;

            text = SinglePass.Outermost(use);
        }

        return text.Parent is IInvocationOperation { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String } } split
            && split.Instance == text && split.Argument(0) is { } separators && IsEndOfLine(separators)
            ? split
            : null;
    }

    private static bool IsEndOfLine(IOperation separators)
    {
        var parts = separators.DescendantsAndSelf().Where(o => o is ILiteralOperation { Type.SpecialType: SpecialType.System_Char or SpecialType.System_String } or IMemberReferenceOperation).ToList();
        return parts.Count > 0 && parts.All(p => p is IPropertyReferenceOperation { Property: { Name: "NewLine", ContainingType.Name: "Environment" } } || p.ConstantValue is { HasValue: true, Value: '\n' or '\r' or "\n" or "\r" or "\r\n" });
    }

    /// <summary>Whether the file may be written or moved while the lines are gone through, which an open one cannot.</summary>
    private bool NamesAgain(IOperation consumer)
    {
        var named = new HashSet<ISymbol>(
            Call.Arguments.SelectMany(a => a.Value.DescendantsAndSelf()).Select(o => o.ReferencedSymbol()).OfType<ISymbol>().Where(s => s is ILocalSymbol or IParameterSymbol or IFieldSymbol { IsConst: false }),
            SymbolEqualityComparer.Default);
        return consumer.Descendants().Any(o => !Call.Syntax.Span.Contains(o.Syntax.Span) && (IsWrite(o) || (IsHandedOn(o) && o.ReferencedSymbol() is { } symbol && named.Contains(symbol))));
    }

    private static bool IsWrite(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { Name: "File", ContainingNamespace.Name: "IO" }, Name: var name } } && (name.StartsWith("Write", StringComparison.Ordinal) || name is "Delete" or "Move" or "Replace");

    /// <summary>Whether a value is given to code that may open the file it names.</summary>
    private static bool IsHandedOn(IOperation value)
    {
        var called = value.ParentValue() is not IArgumentOperation { Parent: { } call } ? null : call switch
        {
            IInvocationOperation { TargetMethod: { } method } => method,
            IObjectCreationOperation { Constructor: { } constructor } => constructor,
            _ => null,
        };
        return called is { ContainingNamespace: var space } && value.Type?.Name != "CancellationToken" && (space.Name == "IO" || !called.DeclaringSyntaxReferences.IsEmpty);
    }
}
