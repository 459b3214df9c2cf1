namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Finds the places of a project that name a member. Names tell which bodies may; only those are bound.</summary>
internal static class MemberReferences
{
    private const int MostBodies = 60;

    /// <summary>The reads, writes and calls of a member, each with the member whose code it stands in; null where too much mentions the name.</summary>
    public static List<(IOperation Operation, ISymbol Within)>? Of(ISymbol member, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var files = member.ContainingType.DeclaringSyntaxReferences.Select(r => r.SyntaxTree).ToImmutableHashSet();
        var places = MentionIndex.For(compilation).Of(member.Name).Where(p => member.DeclaredAccessibility != Accessibility.Private || files.Contains(p.Tree)).ToList();
        if (places.Count > MostBodies)
            return null;

        var found = new List<(IOperation, ISymbol)>();
        var bodies = new HashSet<MethodBody>();
        foreach (var place in places)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (MethodBodies.For(compilation).At(place.Tree, place.Span, cancellationToken) is not (var within, { } body) || !bodies.Add(body))
                continue;

            foreach (var operation in body.Root.DescendantsAndSelf())
            {
                var named = operation switch
                {
                    IMemberReferenceOperation reference => reference.Member,
                    IInvocationOperation call => call.TargetMethod,
                    _ => null,
                };
                if (named?.OriginalDefinition.Is(member) == true)
                    found.Add((operation, within));
            }
        }

        return found;
    }
}
