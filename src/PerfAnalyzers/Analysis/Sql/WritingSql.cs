using System.Runtime.CompilerServices;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Sql;

/// <summary>Tells calls that ask for rows but send a statement that changes some: <c>INSERT ... RETURNING id</c>.</summary>
internal static class WritingSql
{
    private static readonly ConditionalWeakTable<IOperation, StrongBox<bool>> Known = new();

    private static readonly ImmutableHashSet<string> Orders = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "LISTEN", "UNLISTEN", "NOTIFY", "SET", "RESET", "ANALYZE", "VACUUM", "REINDEX", "CREATE", "ALTER", "DROP", "TRUNCATE", "GRANT", "REVOKE", "LOCK", "KILL", "USE", "PRAGMA", "BACKUP", "RESTORE");

    private static readonly ImmutableHashSet<string> Writes = ImmutableHashSet.Create(StringComparer.Ordinal, "Insert", "Upsert", "Update", "Delete", "Merge");

    private static readonly ImmutableHashSet<string> FunctionVerbs = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "append", "insert", "add", "create", "update", "upsert", "merge", "delete", "remove", "save", "store", "enqueue", "dequeue", "archive");

    /// <summary>Those of them that names without capitals or underlines begin with: <c>insertorder</c>. Shorter ones begin other words, too.</summary>
    private static readonly ImmutableArray<string> FunctionStarts = ImmutableArray.Create(
        "append", "insert", "create", "update", "upsert", "delete", "remove", "enqueue", "dequeue", "archive", "mark");

    /// <summary>Whether the statement of a call, where it is written out, changes rows.</summary>
    public static bool IsSent(IInvocationOperation call, CompilationContext compilation)
    {
        if (Known.TryGetValue(call, out var known))
            return known.Value;

        var writes = Text(call, compilation) is { } text ? Changes(text) : IsComposedToWrite(call);
        return Known.GetValue(call, _ => new StrongBox<bool>(writes)).Value;
    }

    /// <summary>Whether a call sends a statement that cannot be read, so that it may change rows whatever it answers.</summary>
    public static bool IsUnseen(IInvocationOperation call, CompilationContext compilation) =>
        (call.TargetMethod.ContainingType.Is(compilation.Type(TypeNames.Dapper.SqlMapper)) || call.TargetMethod.ContainingType.Implements(compilation.Type(TypeNames.Data.Command)))
        && Text(call, compilation) is null;

    /// <summary>Whether the statement of a call tells the server or the connection something, and asks for no rows: <c>LISTEN orders</c>, or a command of a document store whose answer nobody reads.</summary>
    public static bool IsAnOrder(IInvocationOperation call, CompilationContext compilation) =>
        (call.TargetMethod.Name is "RunCommand" or "RunCommandAsync" && call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.Documents.MongoDatabase)) && !IsRead(call))
        || (Text(call, compilation) is { } text && SqlTokens.ReadAny(text) is { IsEmpty: false } tokens && tokens[0].Kind == SqlTokenKind.Word && Orders.Contains(tokens[0].Text));

    private static bool IsRead(IOperation call)
    {
        var value = call;
        while (value.Parent is IAwaitOperation or IConversionOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
            value = value.Parent;

        return value.Parent is not IExpressionStatementOperation;
    }

    /// <summary>Whether a method writes down a statement that takes the next number of a sequence, whoever sends it.</summary>
    public static bool TakesNumber(MethodBody body) => body.Root.Descendants().Any(o =>
        o is IInterpolatedStringOperation or ILiteralOperation { ConstantValue: { HasValue: true, Value: string } }
        && SqlCall.TextOf(o)?.Text is { } text
        && Mentions(text, "NEXT")
        && SqlTokens.ReadAny(text) is { } tokens
        && TakesNumber(tokens));

    /// <summary>Whether the statement is put together by calls that say that it writes: <c>builder.Upsert(row).Returning("id")</c>.</summary>
    private static bool IsComposedToWrite(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { Name: "sql", Type.SpecialType: SpecialType.System_String })
                continue;

            return Composed(argument.Value).Any(o =>
                o is IInvocationOperation { TargetMethod: { ContainingType.SpecialType: not SpecialType.System_String } step } && Writes.Contains(Words.Split(step.Name).First()));
        }

        return false;
    }

    /// <summary>All that a text is made with, also the builders that stand in locals.</summary>
    private static IEnumerable<IOperation> Composed(IOperation text)
    {
        foreach (var operation in text.DescendantsAndSelf())
        {
            yield return operation;

            if (operation is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set)
            {
                foreach (var inner in set.DescendantsAndSelf())
                    yield return inner is ILocalReferenceOperation builder && LocalValues.SetOnce(builder) is { } made ? made : inner;
            }
        }
    }

    private static string? Text(IInvocationOperation call, CompilationContext compilation)
    {
        if (!call.TargetMethod.ContainingType.Is(compilation.Type(TypeNames.Dapper.SqlMapper)))
            return SqlCall.Of(call, compilation)?.Text;

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { Name: "sql" })
                return SqlCall.TextOf(argument.Value)?.Text;
        }

        return null;
    }

    private static bool Changes(string text)
    {
        if (SqlTokens.ReadAny(text) is not { } tokens)
            return false;

        if (CallsToWrite(tokens) || TakesNumber(tokens) || TakesReturnCode(tokens))
            return true;

        if (!Mentions(text, "INSERT") && !Mentions(text, "UPDATE") && !Mentions(text, "DELETE") && !Mentions(text, "MERGE"))
            return false;

        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            var isVerb = tokens[i].IsWord("INSERT") || tokens[i].IsWord("MERGE") || tokens[i].IsWord("DELETE") || tokens[i].IsWord("UPDATE");

            // SELECT ... FOR UPDATE only locks.
            if (isVerb && tokens[i + 1].IsName && !(i > 0 && tokens[i - 1].IsWord("FOR")))
                return true;
        }

        return false;
    }

    /// <summary>Whether all that a statement selects is what a function of the database answers that is named for a change: <c>SELECT append_event(@id, @data)</c>.</summary>
    private static bool CallsToWrite(ImmutableArray<SqlToken> tokens)
    {
        if (tokens.Length < 4 || !tokens[0].IsWord("SELECT") || tokens.Any(t => t.IsWord("FROM")))
            return false;

        var name = 1;
        while (name + 2 < tokens.Length && tokens[name].IsName && tokens[name + 1].IsSign("."))
            name += 2;

        return tokens[name].IsName && name + 1 < tokens.Length && tokens[name + 1].IsSign("(") && NamesChange(tokens[name].Text);
    }

    /// <summary>Whether a function of the database is named for a change, or for trying one.</summary>
    private static bool NamesChange(string function)
    {
        var words = Words.Split(function);
        if (words.Count > 1 && words[0].Equals("try", StringComparison.OrdinalIgnoreCase))
            words.RemoveAt(0);

        if (words.Count == 0)
            return false;

        var plain = words[0].StartsWith("try", StringComparison.OrdinalIgnoreCase) ? words[0].Substring(3) : words[0];
        return (words.Count > 1 && FunctionVerbs.Contains(words[0])) || FunctionStarts.Any(v => plain.Length > v.Length && plain.StartsWith(v, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a statement takes the next number of a sequence, which nobody gets again: <c>SELECT nextval('orders')</c>, <c>NEXT VALUE FOR orders</c>.</summary>
    private static bool TakesNumber(ImmutableArray<SqlToken> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].IsWord("NEXTVAL") || (tokens[i].IsWord("NEXT") && i + 1 < tokens.Length && tokens[i + 1].IsWord("VALUE")))
                return true;
        }

        return false;
    }

    /// <summary>Whether a statement runs a procedure for the code that it returns, which says whether something was done: <c>EXEC @result = uspMatch @id</c>.</summary>
    private static bool TakesReturnCode(ImmutableArray<SqlToken> tokens)
    {
        for (var i = 0; i + 3 < tokens.Length; i++)
        {
            if ((tokens[i].IsWord("EXEC") || tokens[i].IsWord("EXECUTE")) && tokens[i + 2].IsSign("="))
                return true;
        }

        return false;
    }

    private static bool Mentions(string text, string verb) => text.IndexOf(verb, StringComparison.OrdinalIgnoreCase) >= 0;
}
