using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>One place at which a loop reads navigations that the query of its elements does not load.</summary>
/// <param name="Place">The read, or the call that leads to it.</param>
/// <param name="Origin">The first read itself, where it stands.</param>
/// <param name="Paths">The navigations, each as a path from the element.</param>
/// <param name="LazyLoading">Whether the read goes to the database.</param>
/// <param name="Confidence">How much of it is proven.</param>
internal sealed record UnloadedRead(IOperation Place, IOperation Origin, ImmutableArray<NavigationPath> Paths, LazyLoading LazyLoading, Confidence Confidence);

/// <summary>The navigations that a loop over the rows of a query reads and the query does not load.</summary>
internal sealed class UnloadedReads
{
    private readonly Iteration.Iteration loop;
    private readonly CompilationContext compilation;
    private readonly NavigationReads reads;
    private readonly IOperation member;

    private UnloadedReads(Iteration.Iteration loop, ElementSource source, NavigationReads reads, CompilationContext compilation)
    {
        this.loop = loop;
        this.reads = reads;
        this.compilation = compilation;
        Source = source;
        member = LocalValues.Root(loop.Operation);
    }

    /// <summary>The query, and the way of its rows to the loop.</summary>
    public ElementSource Source { get; }

    public ImmutableArray<UnloadedRead> Reads { get; private set; }

    private EntityQuery Query => Source.Query;

    /// <summary>What a loop reads unloaded; null when it reads nothing so, or when the query cannot be seen whole.</summary>
    public static UnloadedReads? In(Iteration.Iteration loop, CompilationContext compilation)
    {
        // The model is read only for projects that loop over a query at all.
        if (loop is not { Kind: IterationKind.PerElement, Source: { } sequence } || !MayHoldEntities(loop))
            return null;

        if (ElementSource.Find(sequence, compilation) is not { Query: { IsFew: false } query } source || !Entities.For(compilation).Contains(query.Entity))
            return null;

        var reads = NavigationReads.In(loop, query.Entity, source.Lists, compilation);
        if (reads.All.Count == 0)
            return null;

        var found = new UnloadedReads(loop, source, reads, compilation);
        if (found.ListMayBeFilledElsewhere())
            return null;

        found.Reads = found.Judge();
        return found.Reads.IsEmpty ? null : found;
    }

    /// <summary>The smallest piece of text that a reader must look at.</summary>
    public static Location LocationOf(IOperation place) => place switch
    {
        IInvocationOperation call => call.NameAndArguments(),
        IPropertyReferenceOperation { Syntax: MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
        IPropertyReferenceOperation { Syntax: MemberBindingExpressionSyntax binding } => binding.Name.GetLocation(),
        _ => place.Syntax.GetLocation(),
    };

    private static bool MayHoldEntities(Iteration.Iteration loop)
    {
        if (loop.Form == IterationForm.For)
            return loop.Source is ILocalReferenceOperation;

        var element = loop.Variables.FirstOrDefault() switch
        {
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            _ => (loop.Body as IMethodReferenceOperation)?.Method.Parameters.FirstOrDefault()?.Type,
        };
        return element is INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None, IsAnonymousType: false };
    }

    private ImmutableArray<UnloadedRead> Judge()
    {
        var known = EarlierReads();
        var found = new List<UnloadedRead>();
        foreach (var read in reads.All)
        {
            var path = read.Path;
            if (!known.Add(path.Text) || reads.Changed.Contains(path.Text) || IsLoaded(path) || read.IsAfter(reads.Escape) || !RunsPerElement(read.Place))
                continue;

            if (path.Steps.Length > 1 && path.Last.LazyLoading == LazyLoading.Impossible && !IsLoaded(new NavigationPath(path.Steps.RemoveAt(path.Steps.Length - 1), path.Last.Entity)))
                continue;

            if (!MayBeConnected(path) && !IsSetByHand(path.Last))
                Add(found, read, Sure(path));
        }

        return found.ToImmutableArray();
    }

    /// <summary>A call that reads several navigations is one finding.</summary>
    private static void Add(List<UnloadedRead> found, NavigationRead read, Confidence confidence)
    {
        var laziness = read.Path.Last.LazyLoading;
        var same = found.FindIndex(f => f.Place == read.Place);
        if (same < 0)
        {
            found.Add(new UnloadedRead(read.Place, read.Origin, ImmutableArray.Create(read.Path), laziness, confidence));
            return;
        }

        var first = found[same];
        found[same] = first with
        {
            Paths = first.Paths.Add(read.Path),
            LazyLoading = first.LazyLoading < laziness ? first.LazyLoading : laziness,
            Confidence = first.Confidence < confidence ? first.Confidence : confidence,
        };
    }

    private bool IsLoaded(NavigationPath path)
    {
        if (Query.Includes(path.Text))
            return true;

        var last = path.Last;
        if (last.AutoInclude == AutoInclude.Yes && !Query.IgnoresAutoIncludes)
            return true;

        // The navigation back to where one came from is set along with the way there.
        return path.Steps.Length > 1 && Relationships.For(compilation).MayLeadBack(path.Steps[path.Steps.Length - 2], last);
    }

    /// <summary>Whether the context may hold the entity at the end of the path, which it would then connect.</summary>
    private bool MayBeConnected(NavigationPath path)
    {
        if (!Query.IsTracked)
            return false;

        var target = path.Last.Target;

        // An entity of the same kind on the way, or included elsewhere, may be the very one that is read.
        if (path.Steps.Take(path.Steps.Length - 1).Select(s => s.Target).Prepend(Query.Entity).Concat(IncludedEntities()).Any(e => IsSameOrBase(e, target)))
            return true;

        return Source.Bodies.Any(b => FixUps.MayLoad(b, target, compilation));
    }

    private IEnumerable<INamedTypeSymbol> IncludedEntities()
    {
        foreach (var included in Query.Included)
        {
            INamedTypeSymbol? entity = Query.Entity;
            foreach (var name in included.Split('.'))
                entity = entity is null ? null : Entities.For(compilation).Navigations(entity).FirstOrDefault(n => n.Property.Name == name)?.Target;

            if (entity is not null)
                yield return entity;
        }
    }

    private static bool IsSameOrBase(INamedTypeSymbol first, INamedTypeSymbol second) =>
        EntityTypes.WithBases(first).Any(t => t.Is(second)) || EntityTypes.WithBases(second).Any(t => t.Is(first));

    private Confidence Sure(NavigationPath path)
    {
        var last = path.Last;
        var isModelKnown = last.AutoInclude != AutoInclude.Unknown;
        switch (last.LazyLoading)
        {
            case LazyLoading.Proven:
                return isModelKnown && Query.IsRootCertain ? Confidence.High : Confidence.Medium;
            case LazyLoading.Possible:
                return isModelKnown ? Confidence.Medium : Confidence.Low;
            default:
                // Nothing is lazy here: the code reads null. It is wrong then, unless something unseen has loaded the entity.
                if (!isModelKnown || !Query.IsRootCertain || reads.Tested.Contains(path.Text))
                    return Confidence.Low;

                return !Query.IsTracked || !FixUps.ClassMayLoad(loop.Operation, last.Target, compilation) ? Confidence.High : Confidence.Low;
        }
    }

    /// <summary>Whether the loop reaches the place in each round, not only in one of them or in rare ones.</summary>
    private bool RunsPerElement(IOperation place)
    {
        foreach (var iteration in Iterations.Around(place, compilation))
        {
            if (iteration.Operation == loop.Operation)
                return iteration.Kind == IterationKind.PerElement;
        }

        return false;
    }

    /// <summary>The paths that an earlier loop over the same list has read: an entity loads each navigation once.</summary>
    private HashSet<string> EarlierReads()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in member.DescendantsAndSelf())
        {
            if (operation is IForEachLoopOperation { Locals.Length: 1 } earlier
                && earlier.Syntax.Span.End <= loop.Operation.Syntax.SpanStart
                && earlier.Collection.ReferencedSymbol() is ILocalSymbol list
                && Source.Lists.Contains(list, SymbolEqualityComparer.Default))
            {
                foreach (var read in NavigationReads.In(LoopClassifier.Of(earlier, compilation), Query.Entity, Source.Lists, compilation).All)
                    known.Add(read.Path.Text);
            }
        }

        return known;
    }

    /// <summary>Whether the list is added to, or handed to code that could load what is missing, before the loop.</summary>
    private bool ListMayBeFilledElsewhere()
    {
        foreach (var body in Source.Bodies)
        {
            if (Source.Lists.Any(LoopFacts.OfBody(body).Mutates))
                return true;

            foreach (var operation in body.DescendantsAndSelf())
            {
                if (operation is ILocalReferenceOperation reference
                    && Source.Lists.Contains(reference.Local, SymbolEqualityComparer.Default)
                    && (body != member || reference.Syntax.SpanStart < loop.Operation.Syntax.SpanStart)
                    && IsHandedOn(reference))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether any code on the way sets the navigation itself.</summary>
    private bool IsSetByHand(Navigation navigation) =>
        Source.Bodies.SelectMany(b => b.DescendantsAndSelf()).Any(o =>
            o is IAssignmentOperation { Target: IPropertyReferenceOperation target } && target.Property.OriginalDefinition.Is(navigation.Property.OriginalDefinition));

    private static bool IsHandedOn(ILocalReferenceOperation list) => list.ParentValue() switch
    {
        IArgumentOperation { Parent: IInvocationOperation call } => !EntityEscape.IsHarmless(call.TargetMethod),
        IArgumentOperation => true,
        IAssignmentOperation assignment => assignment.Value.Unwrap() == list,
        _ => false,
    };
}
