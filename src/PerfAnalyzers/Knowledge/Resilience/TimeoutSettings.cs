namespace PerfAnalyzers.Knowledge.Resilience;

/// <summary>What a value means to a setting that limits a wait.</summary>
[Flags]
internal enum NoLimit
{
    None = 0,

    Zero = 1,

    /// <summary>Minus one, in whatever unit.</summary>
    Infinite = 2,

    /// <summary>The largest value there is: weeks.</summary>
    Largest = 4,
}

/// <summary>What a number stands for.</summary>
internal enum TimeUnit
{
    /// <summary>Told by the type.</summary>
    Span,

    Seconds,

    Milliseconds,
}

/// <summary>A member that limits how long somebody waits for another process.</summary>
/// <param name="Type">The metadata name of the type that declares it.</param>
/// <param name="Member">A property, or a method that is given the limit.</param>
/// <param name="NoLimit">The values that switch the limit off.</param>
/// <param name="Unit">The unit of the value.</param>
/// <param name="UsualSeconds">What the library itself waits, or what is usual where it has no limit.</param>
internal sealed record TimeoutSetting(string Type, string Member, NoLimit NoLimit, TimeUnit Unit, int UsualSeconds)
{
    /// <summary>Whether the type is also used for what goes on as long as both sides like.</summary>
    public bool IsOftenMeant { get; init; }

    /// <summary>Whether it limits the commands of a database, some of which take long.</summary>
    public bool LimitsCommands { get; init; }

    /// <summary>Whether it is set once for everything that is asked of a database.</summary>
    public bool LimitsAll { get; init; }
}

/// <summary>The settings of the libraries that a compilation knows.</summary>
internal sealed class TimeoutSettings
{
    public static readonly ImmutableArray<TimeoutSetting> Rows = ImmutableArray.Create(
        new TimeoutSetting(TypeNames.Http.Client, "Timeout", NoLimit.Infinite, TimeUnit.Span, UsualSeconds: 100),
        new TimeoutSetting(TypeNames.Http.WebRequest, "Timeout", NoLimit.Infinite | NoLimit.Largest, TimeUnit.Milliseconds, UsualSeconds: 100),
        new TimeoutSetting(TypeNames.Http.HttpWebRequest, "ReadWriteTimeout", NoLimit.Infinite | NoLimit.Largest, TimeUnit.Milliseconds, UsualSeconds: 300),
        new TimeoutSetting(TypeNames.Data.DbCommand, "CommandTimeout", NoLimit.Zero, TimeUnit.Seconds, UsualSeconds: 30) { LimitsCommands = true },
        new TimeoutSetting(TypeNames.Data.Command, "CommandTimeout", NoLimit.Zero, TimeUnit.Seconds, UsualSeconds: 30) { LimitsCommands = true },
        new TimeoutSetting(TypeNames.Ef6.Database, "CommandTimeout", NoLimit.Zero, TimeUnit.Seconds, UsualSeconds: 30) { LimitsCommands = true },
        new TimeoutSetting(TypeNames.EfCore.RelationalDatabaseFacadeExtensions, "SetCommandTimeout", NoLimit.Zero, TimeUnit.Seconds, UsualSeconds: 30) { LimitsCommands = true },
        new TimeoutSetting(TypeNames.EfCore.RelationalOptionsBuilder, "CommandTimeout", NoLimit.Zero, TimeUnit.Seconds, UsualSeconds: 30) { LimitsCommands = true, LimitsAll = true },
        new TimeoutSetting(TypeNames.Caches.RedisOptions, "SyncTimeout", NoLimit.Infinite | NoLimit.Largest, TimeUnit.Milliseconds, UsualSeconds: 5),
        new TimeoutSetting(TypeNames.Caches.RedisOptions, "AsyncTimeout", NoLimit.Infinite | NoLimit.Largest, TimeUnit.Milliseconds, UsualSeconds: 5),
        new TimeoutSetting(TypeNames.Caches.RedisOptions, "ConnectTimeout", NoLimit.Infinite | NoLimit.Largest, TimeUnit.Milliseconds, UsualSeconds: 5),
        new TimeoutSetting(TypeNames.Mail.SmtpClient, "Timeout", NoLimit.Largest, TimeUnit.Milliseconds, UsualSeconds: 100),
        new TimeoutSetting(TypeNames.Mail.MailKitService, "Timeout", NoLimit.Infinite | NoLimit.Largest, TimeUnit.Milliseconds, UsualSeconds: 120),
        new TimeoutSetting(TypeNames.Sockets.Socket, "ReceiveTimeout", NoLimit.Zero | NoLimit.Infinite, TimeUnit.Milliseconds, UsualSeconds: 30) { IsOftenMeant = true },
        new TimeoutSetting(TypeNames.Sockets.Socket, "SendTimeout", NoLimit.Zero | NoLimit.Infinite, TimeUnit.Milliseconds, UsualSeconds: 30) { IsOftenMeant = true },
        new TimeoutSetting(TypeNames.Sockets.TcpClient, "ReceiveTimeout", NoLimit.Zero | NoLimit.Infinite, TimeUnit.Milliseconds, UsualSeconds: 30) { IsOftenMeant = true },
        new TimeoutSetting(TypeNames.Sockets.TcpClient, "SendTimeout", NoLimit.Zero | NoLimit.Infinite, TimeUnit.Milliseconds, UsualSeconds: 30) { IsOftenMeant = true },
        new TimeoutSetting(TypeNames.Sockets.NetworkStream, "ReadTimeout", NoLimit.Infinite, TimeUnit.Milliseconds, UsualSeconds: 30) { IsOftenMeant = true },
        new TimeoutSetting(TypeNames.Sockets.NetworkStream, "WriteTimeout", NoLimit.Infinite, TimeUnit.Milliseconds, UsualSeconds: 30) { IsOftenMeant = true });

    public const string DapperParameter = "commandTimeout";

    public static readonly TimeoutSetting Dapper = new(TypeNames.Dapper.SqlMapper, DapperParameter, NoLimit.Zero, TimeUnit.Seconds, UsualSeconds: 30) { LimitsCommands = true };

    private readonly Dictionary<ISymbol, TimeoutSetting> rows = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly INamedTypeSymbol? dapper;
    private readonly INamedTypeSymbol? definition;

    private TimeoutSettings(CompilationContext compilation)
    {
        dapper = compilation.Type(TypeNames.Dapper.SqlMapper);
        definition = compilation.Type(TypeNames.Dapper.CommandDefinition);
        foreach (var row in Rows)
        {
            if (compilation.Type(row.Type) is not { } type)
                continue;

            foreach (var member in type.GetMembers(row.Member))
            {
                names.Add(row.Member);
                rows[member] = row;
            }
        }
    }

    /// <summary>Whether there is nothing to look for.</summary>
    public bool IsEmpty => rows.Count == 0 && dapper is null;

    public static TimeoutSettings For(CompilationContext compilation) => compilation.Get(c => new TimeoutSettings(c));

    /// <summary>The setting that a property or method is, also where a library overrides or implements it.</summary>
    public TimeoutSetting? Find(ISymbol member)
    {
        if (!names.Contains(member.Name))
            return null;

        for (var current = member.OriginalDefinition; current is not null; current = (current as IPropertySymbol)?.OverriddenProperty?.OriginalDefinition)
        {
            if (rows.TryGetValue(current is IMethodSymbol { ReducedFrom: { } reduced } ? reduced : current, out var row))
                return row;
        }

        // A class that hides or implements it under its own name means the same: SqlCommand.CommandTimeout.
        foreach (var (known, row) in rows.Select(r => (r.Key, r.Value)))
        {
            if (known.Name == member.Name && member is IPropertySymbol && (Derives(member.ContainingType, known.ContainingType) || member.ContainingType.AllInterfaces.Contains(known.ContainingType, SymbolEqualityComparer.Default)))
                return row;
        }

        return null;
    }

    /// <summary>Whether a method is one of Dapper's that take the limit as a parameter.</summary>
    public bool IsDapper(IMethodSymbol method) =>
        dapper is not null && method.ContainingType?.Name == "SqlMapper" && SymbolEqualityComparer.Default.Equals(method.ContainingType, dapper);

    /// <summary>Whether a type is Dapper's description of a command.</summary>
    public bool IsDefinition(ITypeSymbol? type) => definition is not null && SymbolEqualityComparer.Default.Equals(type, definition);

    private static bool Derives(INamedTypeSymbol type, INamedTypeSymbol from)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, from))
                return true;
        }

        return false;
    }
}
