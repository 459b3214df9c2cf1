using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Sql;

/// <summary>A call that sends a statement which is written out in the code.</summary>
/// <param name="Call">The call.</param>
/// <param name="Text">What is sent; parts that are filled in stand as <c>{}</c>.</param>
/// <param name="Source">Where it is written.</param>
/// <param name="Connection">What it is sent over; null where EF Core knows.</param>
/// <param name="Use">What becomes of the rows.</param>
internal sealed record SqlCall(IInvocationOperation Call, string Text, IOperation Source, IOperation? Connection, SqlUse Use)
{
    private const string Hole = "{}";

    /// <summary>Whether parts of the text are known only when it is sent: values, or whole clauses.</summary>
    public bool IsFilledIn => Text.Contains(Hole);

    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Query", "QueryAsync", "QueryFirst", "QueryFirstAsync", "QueryFirstOrDefault", "QueryFirstOrDefaultAsync", "ExecuteScalar", "ExecuteScalarAsync", "ExecuteReader", "ExecuteReaderAsync",
        "FromSql", "FromSqlRaw", "FromSqlInterpolated", "SqlQuery", "SqlQueryRaw");

    /// <summary>Null where a call sends nothing, or nothing that can be read.</summary>
    public static SqlCall? Of(IInvocationOperation call, CompilationContext compilation)
    {
        if (!Names.Contains(call.TargetMethod.Name))
            return null;

        var declared = call.TargetMethod.ContainingType;
        if (declared.Is(compilation.Type(TypeNames.Dapper.SqlMapper)))
            return OfArgument(call, call.Argument(0), SqlUses.OfDapper(call));

        if (declared.Is(compilation.Type(TypeNames.EfCore.RelationalQueryableExtensions)) || declared.Is(compilation.Type(TypeNames.EfCore.RelationalDatabaseFacadeExtensions)))
            return OfArgument(call, null, SqlUses.OfEntities(call));

        return declared.Implements(compilation.Type(TypeNames.Data.Command)) ? OfCommand(call) : null;
    }

    private static SqlCall? OfArgument(IInvocationOperation call, IOperation? connection, SqlUse use)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { Name: "sql" })
                return use != SqlUse.Unknown && TextOf(argument.Value) is var (text, source) ? new SqlCall(call, text, source, connection, use) : null;

            if (Defined(argument) is { } defined)
                return use != SqlUse.Unknown && TextOf(defined) is var (sql, written) ? new SqlCall(call, sql, written, connection, use) : null;
        }

        return null;
    }

    /// <summary>The text in the object that tells a call what to send: <c>new CommandDefinition(sql, values)</c>; null for the name of a procedure.</summary>
    public static IOperation? Defined(IArgumentOperation argument)
    {
        var value = LocalValues.Made(argument.Value);
        return argument.Parameter?.Type.FullName() == TypeNames.Dapper.CommandDefinition
            && value is IObjectCreationOperation { Arguments: { IsEmpty: false } given }
            && !given.Any(a => a.Parameter?.Name == "commandType" && a.ArgumentKind == ArgumentKind.Explicit)
                ? given.FirstOrDefault(a => a.Parameter?.Name == "commandText")?.Value
                : null;
    }

    private static SqlCall? OfCommand(IInvocationOperation call)
    {
        var use = SqlUses.OfCommand(call);
        if (use == SqlUse.Unknown || call.Instance?.Unwrap() is not ILocalReferenceOperation { Local: var local } command || LocalValues.SetOnce(command)?.UnwrapAwait() is not { } made)
            return null;

        var arguments = made switch
        {
            IObjectCreationOperation creation => creation.Arguments,
            IInvocationOperation { TargetMethod.Name: "CreateCommand" } created => created.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        var given = arguments.Select(a => a.Value).FirstOrDefault(v => v.Type?.SpecialType == SpecialType.System_String && v is not IDefaultValueOperation && v.ConstantValue is not { HasValue: true, Value: null });
        var connection = made is IInvocationOperation { Instance: { } instance } ? instance : arguments.Length > 1 ? arguments[1].Value : made;
        foreach (var operation in LocalValues.Root(call).DescendantsAndSelf())
        {
            if (operation is not IAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "CommandText" or "CommandType" } property } assignment)
                continue;

            var isOfCommand = property.Instance?.Unwrap() is ILocalReferenceOperation owner ? owner.Local.Is(local) : made.DescendantsAndSelf().Contains(operation);
            if (!isOfCommand)
                continue;

            // Another statement is sent by the same command, or what is given is the name of a procedure.
            if (given is not null || property.Property.Name == "CommandType")
                return null;

            given = assignment.Value;
        }

        return given is not null && TextOf(given) is var (text, source) ? new SqlCall(call, text, source, connection, use) : null;
    }

    /// <summary>The text of a value, and where it is written.</summary>
    public static (string Text, IOperation Source)? TextOf(IOperation value)
    {
        var current = value.Unwrap();
        if (current is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set)
            current = set.Unwrap();

        if (current.ConstantValue is { HasValue: true, Value: string constant })
            return (constant, current);

        if (current is not IInterpolatedStringOperation interpolated)
            return null;

        var text = new System.Text.StringBuilder();
        foreach (var part in interpolated.Parts)
            text.Append(part is IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string piece } } ? piece : Hole);

        return (text.ToString(), current);
    }
}
