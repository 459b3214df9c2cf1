namespace PerfAnalyzers.Analysis.Sql;

/// <summary>How a database is told that some rows are enough.</summary>
internal enum SqlDialect
{
    /// <summary><c>LIMIT 1</c>, at the end.</summary>
    Limit,

    /// <summary><c>TOP (1)</c>, behind SELECT.</summary>
    Top,
}

/// <summary>Tells from the types of connections and commands which database they lead to.</summary>
internal static class SqlDialects
{
    private static readonly ImmutableDictionary<string, SqlDialect> Assemblies = new Dictionary<string, SqlDialect>(StringComparer.Ordinal)
    {
        ["Npgsql"] = SqlDialect.Limit,
        ["Microsoft.Data.Sqlite"] = SqlDialect.Limit,
        ["MySqlConnector"] = SqlDialect.Limit,
        ["MySql.Data"] = SqlDialect.Limit,
        ["DuckDB.NET.Data"] = SqlDialect.Limit,
        ["Microsoft.Data.SqlClient"] = SqlDialect.Top,
        ["System.Data.SqlClient"] = SqlDialect.Top,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Null where the connection is any, and the project knows several databases or none.</summary>
    public static SqlDialect? Of(IOperation? connection, CompilationContext compilation)
    {
        if (connection is not null && OfValue(connection) is { } stated)
            return stated;

        SqlDialect? only = null;
        foreach (var assembly in compilation.Compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!Assemblies.TryGetValue(assembly.Name, out var dialect))
                continue;

            if (only is not null && only != dialect)
                return null;

            only = dialect;
        }

        return only;
    }

    private static SqlDialect? OfValue(IOperation value)
    {
        var current = value.UnwrapAwait();
        if (current is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set)
            current = set.UnwrapAwait();

        return OfType(current.Type) ?? OfType(value.Unwrap().Type);
    }

    private static SqlDialect? OfType(ITypeSymbol? type) =>
        type?.ContainingAssembly is { } assembly && Assemblies.TryGetValue(assembly.Name, out var dialect) ? dialect : null;
}
