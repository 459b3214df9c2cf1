namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>What users declare to be a round trip: in files, or by an attribute of the name <c>RoundTrip</c>, wherever it is declared.</summary>
internal static class UserRoundTrips
{
    private const string AttributeName = "RoundTripAttribute";

    public static IEnumerable<RoundTripRow> Rows(CompilationContext compilation) =>
        UserTables.Members(compilation.Options, UserTables.RoundTrips, CancellationToken.None)
            .Select(member => Row(member.TypeName, member.MemberName, member.Word));

    /// <summary>
    /// Whether the project, or anything beside the framework that it references, declares the attribute. Of the project its text is asked: its names
    /// would be gathered from all declarations anew after each edit.
    /// </summary>
    public static bool HasAttribute(CompilationContext compilation) =>
        ProjectText.For(compilation).Has(TextMark.RoundTripAttribute)
        || compilation.Compilation.SourceModule.ReferencedAssemblySymbols
            .Any(assembly => !IsFramework(assembly.Name) && assembly.TypeNames.Contains(AttributeName));

    /// <summary>The row of a method that carries the attribute, or whose type does.</summary>
    public static RoundTripRow? ByAttribute(IMethodSymbol method)
    {
        var attribute = method.GetAttributes().Concat(IsCallOfType(method) ? method.ContainingType.GetAttributes() : ImmutableArray<AttributeData>.Empty)
            .FirstOrDefault(a => a.AttributeClass?.Name == AttributeName);
        if (attribute is null)
            return null;

        var word = attribute.ConstructorArguments.Where(a => a.Kind != TypedConstantKind.Array).Select(a => a.Value).OfType<string>().FirstOrDefault();
        return Row(method.ContainingType.ToDisplayString(), method.Name, word);
    }

    private static bool IsCallOfType(IMethodSymbol method) => method is { IsStatic: false, MethodKind: MethodKind.Ordinary };

    private static RoundTripRow Row(string type, string member, string? word)
    {
        var kind = Enum.TryParse<RoundTripKind>(word, ignoreCase: true, out var named) ? named : RoundTripKind.Other;
        return new RoundTripRow(type, member, kind, RoundTripResult.One, IsWrite: kind is RoundTripKind.Command or RoundTripKind.Save or RoundTripKind.Mail);
    }

    private static bool IsFramework(string assembly) =>
        assembly is "System" or "mscorlib" or "netstandard"
        || assembly.StartsWith("System.", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.", StringComparison.Ordinal);
}
