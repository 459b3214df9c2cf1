namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Whether a database and a dictionary agree on which keys are equal.</summary>
internal enum KeyEquality
{
    /// <summary>They may not: fractions, times and structures are rounded, padded or compared in ways of their own.</summary>
    Unknown,

    /// <summary>They agree, except that the database compares text by its collation.</summary>
    ByCollation,

    /// <summary>They agree.</summary>
    Exact,
}

/// <summary>Judges types as keys.</summary>
internal static class KeyComparison
{
    /// <summary>Whether <c>==</c>, <c>Equals</c> and the hash code of a type agree, in memory.</summary>
    public static bool AgreesInMemory(ITypeSymbol type) =>
        Of(type) != KeyEquality.Unknown
        || type.SpecialType is SpecialType.System_Char or SpecialType.System_Decimal or SpecialType.System_DateTime
        || IsOfSystem(type, "DateTimeOffset", "TimeSpan", "DateOnly", "TimeOnly");

    /// <summary>Whether a database and a dictionary agree about a type.</summary>
    public static KeyEquality Of(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean:
            case SpecialType.System_Byte:
            case SpecialType.System_SByte:
            case SpecialType.System_Int16:
            case SpecialType.System_UInt16:
            case SpecialType.System_Int32:
            case SpecialType.System_UInt32:
            case SpecialType.System_Int64:
            case SpecialType.System_UInt64:
                return KeyEquality.Exact;
            case SpecialType.System_String:
                return KeyEquality.ByCollation;
        }

        return type.TypeKind == TypeKind.Enum || IsOfSystem(type, "Guid") ? KeyEquality.Exact : KeyEquality.Unknown;
    }

    private static bool IsOfSystem(ITypeSymbol type, params string[] names) =>
        names.Contains(type.Name) && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
