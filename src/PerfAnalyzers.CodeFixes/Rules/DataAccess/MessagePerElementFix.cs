using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Sends the messages of all elements with one call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MessagePerElementFix))]
public sealed class MessagePerElementFix : RuleCodeFix
{
    public const string SendTogether = "PERF2020.SendTogether";

    public MessagePerElementFix()
        : base(RuleIds.MessagePerElement)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(SendTogether);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || RoundTripTable.For(request.Compilation).Find(call) is not { Batch: { } batch } row
            || Condition(row) is not { } condition
            || Changes(request, call, syntax, batch.Substring(0, batch.IndexOf('('))) is not { } changes
            || request.Node<MemberDeclarationSyntax>() is not { } member
            || !await StillCompiles.AfterAsync(changes, member, request).ConfigureAwait(false))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        return ImmutableArray.Create(new FixPlan($"Send all with '{batch}' ({condition})", SendTogether, changes) { ChangesBehaviour = true });
    }

    /// <summary>What sending together changes; null where the batch form takes something else than the messages.</summary>
    private static string? Condition(RoundTripRow row) => row.Type switch
    {
        TypeNames.Messages.ServiceBusSender when row.Member == "SendMessageAsync" => "if they fit into one batch",
        TypeNames.Messages.MassTransitPublish or TypeNames.Messages.MassTransitSend => "in any order",
        _ => null,
    };

    private static ImmutableArray<TextChange>? Changes(FixRequest request, IInvocationOperation call, InvocationExpressionSyntax syntax, string batch)
    {
        if (syntax is not { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax } access }
            || Iterations.PerElement(call, request.Compilation) is not { Operation: IForEachLoopOperation { IsAsynchronous: false } statement } loop
            || statement.Syntax is not ForEachStatementSyntax forEach
            || syntax.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Expression: AwaitExpressionSyntax } send
            || (send != forEach.Statement && send.Parent != forEach.Statement)
            || Message(call, send, forEach, request.Model) is not { } message
            || !IsPlain(forEach, statement, request)
            || !Variance.IsInvariantIn(call.Receiver()!, loop)
            || call.Arguments.Any(a => a.Parameter?.Ordinal > FirstOrdinal(call) && !Variance.IsInvariantIn(a.Value, loop)))
        {
            return null;
        }

        var source = forEach.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
            ? forEach.Expression.ToString()
            : $"({forEach.Expression})";
        var messages = message is IdentifierNameSyntax name && name.Identifier.ValueText == forEach.Identifier.ValueText
            ? source
            : $"{source}.Select({forEach.Identifier.Text} => {message})";
        var argument = syntax.ArgumentList.Arguments[0];
        var text = request.Text.ToString(send.Span);
        var sent = text.Substring(0, access.Name.SpanStart - send.SpanStart)
            + batch
            + text.Substring(access.Name.Span.End - send.SpanStart, argument.SpanStart - access.Name.Span.End)
            + messages
            + text.Substring(argument.Span.End - send.SpanStart);

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        changes.Add(new TextChange(forEach.Span, Comments.Outside(forEach.Span, forEach, request.Text, send.Span, message.Span) + sent));
        return request.Compilation.Type(TypeNames.System.Enumerable) is { } enumerable
            && Usings.TryAdd(changes, enumerable, forEach, request)
            && (call.TargetMethod.ContainingType.Is(request.Compilation.Type(TypeNames.Messages.ServiceBusSender)) || TryAddBatch(changes, forEach, request))
            ? changes.ToImmutable()
            : null;
    }

    private static bool TryAddBatch(ImmutableArray<TextChange>.Builder changes, SyntaxNode place, FixRequest request) =>
        request.Compilation.Type(TypeNames.Messages.MassTransitBatchExtensions) is { } extensions && Usings.TryAdd(changes, extensions, place, request);

    private static int FirstOrdinal(IInvocationOperation call) => call.Instance is null && call.TargetMethod.IsExtensionMethod ? 1 : 0;

    /// <summary>The expression that makes the message of one element: the argument itself, or the value of the one local that only it uses.</summary>
    private static ExpressionSyntax? Message(IInvocationOperation call, ExpressionStatementSyntax send, ForEachStatementSyntax forEach, SemanticModel model)
    {
        // Only the form that takes any message: others take values by the names of properties, or a callback.
        if (call.TargetMethod.OriginalDefinition.Parameters is not { Length: > 0 } parameters
            || (parameters[FirstOrdinal(call)].Type is not ITypeParameterSymbol && call.TargetMethod.IsGenericMethod)
            || parameters.Skip(FirstOrdinal(call) + 1).Any(p => p.Type.Name != nameof(CancellationToken))
            || ((InvocationExpressionSyntax)call.Syntax).ArgumentList.Arguments is not { Count: > 0 } arguments
            || arguments[0] is not { NameColon: null, Expression: { } argument })
        {
            return null;
        }

        var message = argument;
        switch (forEach.Statement)
        {
            case ExpressionStatementSyntax:
            case BlockSyntax { Statements: { Count: 1 } }:
                break;
            case BlockSyntax { Statements: { Count: 2 } statements }
                when statements[0] is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: { Count: 1 } variables }
                    && variables[0] is { Initializer.Value: { } value }
                    && argument is IdentifierNameSyntax used && used.Identifier.ValueText == variables[0].Identifier.ValueText
                    && send.DescendantNodes().OfType<IdentifierNameSyntax>().Count(n => n.Identifier.ValueText == used.Identifier.ValueText) == 1
                    && model.GetTypeInfo(value).Type is { } made && made.Is(model.GetTypeInfo(argument).Type):
                message = value;
                break;
            default:
                return null;
        }

        return message.DescendantNodesAndSelf().Any(n => n is AwaitExpressionSyntax or AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax }) ? null : message;
    }

    /// <summary>Whether the loop goes through a sequence in memory as it is, and no directive stands in it.</summary>
    private static bool IsPlain(ForEachStatementSyntax forEach, IForEachLoopOperation loop, FixRequest request)
    {
        var source = loop.Collection.Unwrap();
        var enumerable = source.Type is IArrayTypeSymbol array
            ? array.ElementType
            : source.Type.ArgumentOf(request.Compilation.Type(TypeNames.System.EnumerableOfT));
        return enumerable is not null
            && request.Model.GetDeclaredSymbol(forEach) is { } element
            && element.Type.Is(enumerable)
            && !QueryReader.For(request.Compilation).IsQueryable(source.Type)
            && !forEach.ContainsDirectives;
    }
}
