using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Cuts a page from a query, in an order in which no two rows are equal.</summary>
internal static class PagedQuery
{
    /// <summary>The edits, or null where the order cannot be seen or stated.</summary>
    /// <param name="syntax">The call that loads the rows.</param>
    /// <param name="form">How the page is asked for.</param>
    /// <param name="which">The text that says where it starts.</param>
    /// <param name="size">The text of its size.</param>
    /// <param name="home">The document of the query.</param>
    public static ImmutableArray<TextChange>? Edits(InvocationExpressionSyntax syntax, PageForm form, string which, string size, FixRequest home)
    {
        if (syntax.Expression is not MemberAccessExpressionSyntax access
            || home.Model.GetOperation(syntax, home.CancellationToken) is not IInvocationOperation execution
            || execution.Receiver() is not { } source
            || QueryOrder.Of(source, home.Compilation) is not { Trail.Entity: { } entity } order
            || order.Trail.Operators.Any(o => o.TargetMethod.Name is "Skip" or "Take" or "Distinct" or "Join" or "LeftJoin" or "GroupJoin" or "SelectMany")
            || home.Compilation.Type(TypeNames.System.Queryable) is not { } queryable)
        {
            return null;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var operators = new List<string>();
        var newLine = OrderByKey.LineBreak(access, home.Text);
        switch (order.Kind)
        {
            case OrderKind.None:
                if (QueryOrder.PlaceForOrder(execution, entity, home.Compilation) is not { } place || OrderByKey.Text(entity, isFirst: true, place.Syntax, home) is not { } first)
                    return null;

                // .OrderBy(o => o.Id) names the row as the condition has to.
                var condition = form.Condition(first.Substring(".OrderBy(".Length, first.IndexOf(' ') - ".OrderBy(".Length));
                if (place.Syntax == syntax)
                    operators.AddRange(new[] { condition, first }.OfType<string>());
                else if (place.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax before })
                    changes.Add(new TextChange(new TextSpan(before.OperatorToken.SpanStart, 0), string.Concat(new[] { condition, first }.OfType<string>().Select(o => o + OrderByKey.LineBreak(before, home.Text)))));
                else
                    return null;

                break;

            // Behind a row in another order than that of the key there is no simple condition.
            case OrderKind.Partial or OrderKind.Unique when form.KeyName is not null:
            case OrderKind.Unknown:
                return null;
            case OrderKind.Partial:
                foreach (var last in order.Last)
                {
                    if (last.Syntax.SyntaxTree != syntax.SyntaxTree || OrderByKey.Behind(last, entity, home) is not { } key)
                        return null;

                    // The order may be the last operator, behind which the page is cut too.
                    if (key.Span.Start == access.Expression.Span.End)
                        operators.Add(key.NewText!.Trim());
                    else
                        changes.Add(key);
                }

                break;
        }

        operators.AddRange(form.Cut(which, size));
        changes.Add(new TextChange(new TextSpan(access.OperatorToken.SpanStart, 0), string.Concat(operators.Select(o => o + newLine))));
        return Usings.TryAdd(changes, queryable, syntax, home) ? changes.ToImmutable() : null;
    }
}
