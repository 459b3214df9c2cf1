using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Caching;

/// <summary>Gives a channel a capacity, so that writers wait until there is room.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnboundedQueueFix))]
public sealed class UnboundedQueueFix : RuleCodeFix
{
    public const string Bound = "PERF5004.Bound";

    private const string Capacity = "1000";
    private const string Waits = "FullMode = BoundedChannelFullMode.Wait";

    public UnboundedQueueFix()
        : base(RuleIds.UnboundedQueue)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Bound);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier: { ValueText: "CreateUnbounded" } name } } } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation made
            || UnboundedQueue.Of(made, request.Compilation, request.CancellationToken) is not { CanWait: true }
            || NewField.Home(syntax) is not { } home
            || request.Compilation.Type(TypeNames.Queues.BoundedOptions) is not { } options)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(changes, options, syntax, request))
            return ImmutableArray<FixPlan>.Empty;

        var capacity = NewField.Declare(changes, "private const int", "QueueCapacity", Capacity, isConstant: true, home, request);
        changes.Add(new TextChange(name.Span, "CreateBounded"));
        if (!TryBound(changes, syntax.ArgumentList, $"new {options.Name}({capacity})"))
            return ImmutableArray<FixPlan>.Empty;

        var edits = changes.ToImmutable();
        return await StillCompiles.AfterAsync(edits, home, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan($"Hold at most {Capacity}, and let writers wait until there is room (FullMode = Wait)", Bound, edits) { ChangesBehaviour = true })
            : ImmutableArray<FixPlan>.Empty;
    }

    /// <summary>Gives the call options with a capacity: those that it has, when they are made there, and new ones when it has none.</summary>
    private static bool TryBound(ImmutableArray<TextChange>.Builder changes, ArgumentListSyntax arguments, string options)
    {
        if (arguments.Arguments.Count == 0)
        {
            changes.Add(new TextChange(new TextSpan(arguments.OpenParenToken.Span.End, 0), $"{options} {{ {Waits} }}"));
            return !Comments.AreIn(arguments);
        }

        if (arguments.Arguments[0] is not { NameColon: null, Expression: BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } } made })
            return false;

        if (made.Initializer is not { } initializer)
        {
            changes.Add(new TextChange(made.Span, $"{options} {{ {Waits} }}"));
            return !Comments.AreIn(made);
        }

        var head = TextSpan.FromBounds(made.SpanStart, initializer.OpenBraceToken.GetPreviousToken().Span.End);
        changes.Add(new TextChange(head, options));
        if (initializer.Expressions.Count == 0)
            changes.Add(new TextChange(initializer.Span, $"{{ {Waits} }}"));
        else
            changes.Add(new TextChange(new TextSpan(initializer.Expressions[0].SpanStart, 0), Waits + ", "));

        return true;
    }
}
