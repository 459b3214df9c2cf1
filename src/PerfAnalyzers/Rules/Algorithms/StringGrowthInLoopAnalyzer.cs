using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Algorithms;

/// <summary>Finds texts that are copied whenever an element adds to them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StringGrowthInLoopAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.StringGrowthInLoop,
        title: "String that grows with each element of a loop",
        messageFormat: "'{0}' is copied as a whole for each element of '{1}', so the work grows with the square of their number; {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "A string cannot be added to: each concatenation copies all that was there before. Done once per element, the first part is copied as often "
            + "as there are elements. A StringBuilder copies each part once.");

    public StringGrowthInLoopAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        rule.OnRepeatedOperation(Analyze, OperationKind.CompoundAssignment, OperationKind.SimpleAssignment);
        rule.OnOperation(AnalyzeFold, OperationKind.Invocation);
        rule.OnRepeatedOperation(AnalyzeBehind, OperationKind.Invocation);
    }

    private static void AnalyzeFold(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!StringGrowth.IsFold(call, context.Compilation)
            || call.IsInExpressionTree(context.Compilation)
            || call.Receiver() is not { } source
            || JudgeSource(source, context.Compilation) is not { } confidence)
        {
            return;
        }

        if (!call.Arguments.Any(a => a.Value.Unwrap() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: { Length: 2 } parameters } function } && StringGrowth.WritesLine(function.Body, parameters[0])))
            confidence = confidence.AtMost(Confidence.Medium);

        context.Report(
            Rule,
            call.NameOnly(),
            confidence,
            path: null,
            properties: null,
            "The text",
            Naming.Describe(source),
            "call string.Join or string.Concat");
    }

    /// <summary>A method that is called in a loop, and adds to what the object keeps.</summary>
    private static void AnalyzeBehind(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!TextGrowthBehindCall.MayBe(call)
            || Iterations.PerElement(call, context.Compilation) is null
            || TextGrowthBehindCall.For(context.Compilation).Read(call) is not { } growth
            || GrownVariable.Loop(call, growth.Assignment.Target, context.Compilation) is not { } loop
            || TextGrowthBehindCall.For(context.Compilation).IsBegunAnewIn(loop, growth.Symbol)
            || !IsFirst(call, growth, loop, context.Compilation)
            || Judge(growth, loop, context.Compilation) is not { } confidence)
        {
            return;
        }

        context.Report(
            Rule,
            call.NameAndArguments(),
            confidence.AtMost(Confidence.Medium),
            path: new[] { loop.Operation.Syntax.GetLocation(), growth.Assignment.Syntax.GetLocation() },
            properties: null,
            Naming.Describe(growth.Assignment.Target),
            loop.SourceName,
            "append to a StringBuilder");
    }

    private static Confidence? JudgeSource(IOperation source, CompilationContext compilation) => Provenance.Of(source, compilation) switch
    {
        { Size: Magnitude.Small } => null,
        _ when TellsFailure(source, compilation) || ElementKind.Of(source.Type, compilation) is { SpecialType: SpecialType.System_Byte } => Confidence.Low,
        { Size: Magnitude.Data } => Confidence.High,
        { Size: Magnitude.Open } => Confidence.Medium,
        var size => size == Provenance.OfOwner ? Confidence.Medium : Confidence.Low,
    };

    private static void Analyze(OperationRuleContext context)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        if (StringGrowth.Read(assignment) is not { } growth
            || GrownVariable.Loop(assignment, context.Compilation) is not { } loop
            || !IsFirst(growth, loop, context.Compilation)
            || Judge(growth, loop, context.Compilation) is not { } confidence)
        {
            return;
        }

        // What a type converter writes was typed into a setting or an attribute.
        if (context.ContainingMember.ContainingType.DerivesFrom(context.Compilation.Type(TypeNames.Texts.TypeConverter)))
            confidence = Confidence.Low;

        context.Report(
            Rule,
            assignment.Target.Syntax.GetLocation(),
            confidence,
            path: new[] { loop.Operation.Syntax.GetLocation() },
            properties: null,
            Naming.Describe(assignment.Target),
            loop.SourceName,
            growth.Side == GrowthSide.Start ? "collect the parts in a list, and join them in reverse" : "append to a StringBuilder");
    }

    /// <summary>One finding for each variable: the others are cured along with it.</summary>
    private static bool IsFirst(StringGrowth growth, Iteration loop, CompilationContext compilation)
    {
        foreach (var operation in loop.Operation.DescendantsAndSelf())
        {
            if (operation is IAssignmentOperation other
                && other.Target.ReferencedSymbol().Is(growth.Symbol)
                && StringGrowth.Read(other) is not null
                && GrownVariable.Loop(other, compilation)?.Operation == loop.Operation)
            {
                return other == growth.Assignment;
            }
        }

        return true;
    }

    /// <summary>The same for calls: where the loop adds to the text itself, that is the place.</summary>
    private static bool IsFirst(IInvocationOperation call, StringGrowth growth, Iteration loop, CompilationContext compilation)
    {
        foreach (var operation in loop.Operation.DescendantsAndSelf())
        {
            if (operation is IAssignmentOperation own && own.Target.ReferencedSymbol().Is(growth.Symbol) && StringGrowth.Read(own) is not null)
                return false;

            if (operation is IInvocationOperation other && TextGrowthBehindCall.For(compilation).Read(other)?.Symbol.Is(growth.Symbol) == true && GrownVariable.Loop(other, growth.Assignment.Target, compilation)?.Operation == loop.Operation)
                return other == call;
        }

        return true;
    }

    /// <summary>How sure it is that the text gets long; null when it surely does not.</summary>
    private static Confidence? Judge(StringGrowth growth, Iteration loop, CompilationContext compilation)
    {
        var rounds = LoopRounds.Of(loop, compilation);
        if (rounds == Magnitude.Small)
            return null;

        if (loop.Source is { } source ? TellsFailure(source, compilation) : CountsCharacters(loop))
            return Confidence.Low;

        if (rounds == Magnitude.Unknown && loop.Source is { } owned && Provenance.Of(owned, compilation) == Provenance.OfOwner)
            return Confidence.Medium;

        // What belongs to one object is as small as their relation.
        if (rounds < Magnitude.Open || (rounds != Magnitude.Data && LoopRounds.GoesThroughText(loop, compilation)))
            return CodesText(loop) ? Confidence.Medium : Confidence.Low;

        if (growth.Symbol is ILocalSymbol && Words.NameShortText(growth.Symbol.Name))
            return rounds == Magnitude.Data ? Confidence.Medium : Confidence.Low;

        return rounds == Magnitude.Data && !GrownVariable.IsConditional(growth.Assignment, growth.Assignment.Target, loop) && WritesLine(growth, loop, compilation)
            ? Confidence.High
            : Confidence.Medium;
    }

    /// <summary>Whether a round of the loop writes a line or a row of several values, with one assignment or more.</summary>
    private static bool WritesLine(StringGrowth growth, Iteration loop, CompilationContext compilation)
    {
        var additions = 0;
        foreach (var operation in loop.Operation.DescendantsAndSelf())
        {
            if (operation is not IAssignmentOperation other
                || !other.Target.ReferencedSymbol().Is(growth.Symbol)
                || StringGrowth.Read(other) is null
                || GrownVariable.Loop(other, compilation)?.Operation != loop.Operation)
            {
                continue;
            }

            additions++;
            if (StringGrowth.WritesLine(other.Value, growth.Symbol))
                return true;
        }

        return additions > 2;
    }

    /// <summary>Whether a method puts each sign of a text that it is handed into another form, however long that is: names and codes are seldom handled so.</summary>
    private static bool CodesText(Iteration loop) =>
        TextOf(loop)?.Unwrap() is IParameterReferenceOperation { Type.SpecialType: SpecialType.System_String, Parameter.ContainingSymbol: IMethodSymbol { Name: { } method } }
        && Words.Split(method).Any(CollectionSizes.CodingVerbs.Contains);

    /// <summary>The text whose signs a loop goes through, one by one or some at a time.</summary>
    private static IOperation? TextOf(Iteration loop) => loop.Source ?? (loop.Operation is IWhileLoopOperation forward ? LoopShape.ForwardIn(forward) : null);

    /// <summary>Whether a loop makes a text of as many characters as it is told: a code, a password, a number with zeros in front.</summary>
    private static bool CountsCharacters(Iteration loop) =>
        loop.Operation is IForLoopOperation { Condition: IBinaryOperation { RightOperand: { } bound } }
        && bound.Unwrap() is IParameterReferenceOperation { Parameter.Name: var name }
        && Words.Noun(name).ToLowerInvariant() is "length" or "len" or "digit" or "character" or "char";

    /// <summary>What goes wrong in one operation is told in a few lines.</summary>
    private static bool TellsFailure(IOperation source, CompilationContext compilation) =>
        Words.NameFailure(Naming.Describe(source)) || (source.Type is { } type && ElementKind.Of(type, compilation) is { } element && Words.NameFailure(element.Name));
}
