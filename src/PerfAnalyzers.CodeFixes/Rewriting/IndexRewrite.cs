using System.Globalization;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes a search per element as an index built before the loop and a question to it: the proofs, then the edits.</summary>
internal sealed class IndexRewrite
{
    private readonly FixRequest request;
    private readonly InvocationExpressionSyntax syntax;
    private readonly LinearLookup lookup;
    private readonly CollectionUse use;
    private readonly IOperation root;
    private readonly Iteration outermost;

    private IndexRewrite(FixRequest request, InvocationExpressionSyntax syntax, LinearLookup lookup, CollectionUse use, IOperation root, Iteration outermost)
    {
        this.request = request;
        this.syntax = syntax;
        this.lookup = lookup;
        this.use = use;
        this.root = root;
        this.outermost = outermost;
    }

    public IndexKind Kind { get; private set; }

    /// <summary>What is built, for the title of an action.</summary>
    public string KindText => Kind switch
    {
        IndexKind.Set => "a HashSet",
        IndexKind.Dictionary => "a dictionary",
        _ => "a lookup",
    };

    /// <summary>Whether the collection is never null where the index is built; otherwise only the user can say.</summary>
    public bool IsSurelyNotNull { get; private set; }

    /// <summary>Whether no code that the loop calls sets what the index remembers of the elements; otherwise only the user can say.</summary>
    public bool StaysSurelySame => !UnseenChanges.AreLikely(Remembered(), outermost.Operation, Compilation);

    public ImmutableArray<TextChange> Changes { get; private set; }

    private CompilationContext Compilation => request.Compilation;

    /// <summary>The edits, or null when an index could answer differently from the search.</summary>
    public static IndexRewrite? TryWrite(FixRequest request, InvocationExpressionSyntax syntax, LinearLookup lookup, Iteration loop)
    {
        var compilation = request.Compilation;
        var root = ScannedCollection.Root(lookup.Collection, compilation);
        var query = DeferredQuery.Of(root, compilation);
        if (syntax.Expression is not MemberAccessExpressionSyntax
            || query is { IsWrittenHere: false }
            || !IndexKey.IsSteady(root)
            || CollectionUse.Of(query?.Root ?? root, compilation) is not { } use
            || !use.IsMaterialised(ScanCosts.For(compilation)))
        {
            return null;
        }

        var reaches = false;
        var outermost = LoopHoist.Outermost(lookup.Call, compilation, iteration =>
        {
            if (!StaysSame(iteration, lookup, root, use, compilation)
                || (query is not null && !(query.StaysSameIn(iteration) && PlainFunction.ArePlain(query.Operators, LoopFacts.Of(iteration).Writes)))
                || (reaches && root is not ILocalReferenceOperation && !GoesThroughElements(iteration)))
            {
                return false;
            }

            reaches |= iteration.Operation == loop.Operation;
            return true;
        });
        if (outermost is null || !reaches)
            return null;

        // A query is never null, only its source may be, which fails where the query is declared.
        var rewrite = new IndexRewrite(request, syntax, lookup, use, root, outermost) { IsSurelyNotNull = query is not null };
        return rewrite.TryWrite() ? rewrite : null;
    }

    private static bool StaysSame(Iteration iteration, LinearLookup lookup, IOperation root, CollectionUse use, CompilationContext compilation)
    {
        return ScannedCollection.StaysSame(lookup.Collection, iteration, compilation)
            && use.StaysSameIn(iteration.Operation)
            && PlainFunction.IsPlainChain(lookup.Collection, root, iteration)
            && !UnseenChanges.SetsAny(ReadOfElements(lookup), iteration);
    }

    /// <summary>What the index remembers of the elements: nothing in the loop may set it.</summary>
    private static IEnumerable<ISymbol> ReadOfElements(LinearLookup lookup) =>
        lookup.Predicate is { } predicate
            ? predicate.Tests.Select(t => t.Key).Concat(predicate.Others).SelectMany(LoopFacts.ReferencedSymbols)
            : Enumerable.Empty<ISymbol>();

    /// <summary>What the index is made by: keys, what filters before them, and for a set of whole elements what their own equality may ask for.</summary>
    private IEnumerable<ISymbol> Remembered()
    {
        var collection = lookup.Collection.UnwrapView();
        var chain = collection == root ? Enumerable.Empty<ISymbol>() : LoopFacts.ReferencedSymbols(collection);
        var query = DeferredQuery.Of(root, Compilation)?.Reads() ?? Enumerable.Empty<ISymbol>();
        var element = lookup.Predicate is null && ElementKind.Of(collection.Type, Compilation) is INamedTypeSymbol { IsRecord: true } record ? record.GetMembers() : ImmutableArray<ISymbol>.Empty;
        var asked = lookup.Predicate is { } predicate
            ? predicate.Tests.Select(t => t.Key).Concat(LookupConditions.Read(predicate, lookup.Operation.Answer)!.Filters).SelectMany(LoopFacts.ReferencedSymbols)
            : element;
        return asked.Concat(chain).Concat(query);
    }

    // A member may be replaced between the rounds of a loop that lives as long as the process.
    private static bool GoesThroughElements(Iteration iteration) => iteration.Kind is IterationKind.PerElement or IterationKind.FewElements;

    private bool TryWrite()
    {
        if (!AnswersAtOnce() || LoopHoist.Before(outermost.Operation.Syntax, request.Model) is not { } hoist)
            return false;

        if (request.Model.GetOperation(hoist.Place, request.CancellationToken) is { } around && !use.StaysSameIn(around))
            return false;

        var nullable = request.Model.GetNullableContext(hoist.Place.SpanStart).WarningsEnabled();
        IsSurelyNotNull |= use.IsFresh || (nullable && !use.IsTestedForNullIn(outermost.Operation)) || root.Type is { IsValueType: true };
        return lookup.Predicate is null ? WriteValueLookup(hoist) : WriteKeyLookup(hoist, lookup.Predicate);
    }

    /// <summary>A sequence that is gone through later would have seen what happens to the collection until then.</summary>
    private bool AnswersAtOnce()
    {
        foreach (var operation in Iterations.Around(lookup.Call, Compilation).Select(i => i.Operation).TakeWhile(o => o != outermost.Operation).Append(outermost.Operation).Prepend(lookup.Call))
        {
            if (operation is IInvocationOperation call
                && Callbacks.IsDeferred(call.TargetMethod, Compilation)
                && !PlainFunction.IsUsedAtOnce(call, Compilation)
                && !(use.IsFresh && use.StaysSameAfter(outermost.Operation.Syntax.SpanStart)))
            {
                return false;
            }
        }

        return true;
    }

    private bool WriteValueLookup(LoopHoist hoist)
    {
        var collection = lookup.Collection.UnwrapView();
        var arguments = syntax.ArgumentList.Arguments;
        var isExtension = lookup.Call.Instance is null && lookup.Call.Argument(0)!.Syntax.Span.Contains(((MemberAccessExpressionSyntax)syntax.Expression).Expression.Span);
        if (!HashSafety.Holds(ElementKind.Of(collection.Type, Compilation), outermost)
            || (lookup.Call.Instance is null && !isExtension && !IsOfArray)
            || arguments.Count is not (1 or 2)
            || IndexAnswer.For(lookup, syntax, prefersDictionary: false) is not { } answer)
        {
            return false;
        }

        string? comparer = null;
        if (arguments.Count == 2 && !IsOfArray)
        {
            // IndexOf(value, start) has two arguments too.
            if (lookup.Operation.Member != "Contains" || lookup.Call.Argument(2) is not { } given || !(given.Unwrap() is IPropertyReferenceOperation { Property.IsStatic: true }))
                return false;

            comparer = given.Syntax.ToString();
        }

        var index = new KeyedLookup(answer.Kind, collection.Syntax.ToString(), Element: "item", Key: null, Filter: null, comparer);
        return Write(hoist, index, answer, keyName: null, arguments[IsOfArray ? 1 : 0].Expression.ToString());
    }

    /// <summary>Whether it is <c>Array.IndexOf(codes, code)</c>, which names the list among its arguments.</summary>
    private bool IsOfArray =>
        lookup.Call is { Instance: null, TargetMethod: { Name: "IndexOf", ContainingType.SpecialType: SpecialType.System_Array } }
        && syntax.ArgumentList.Arguments is { Count: 2 } arguments
        && arguments.All(a => a.NameColon is null);

    private bool WriteKeyLookup(LoopHoist hoist, EqualityPredicate predicate)
    {
        var keys = new List<IndexKey>();
        foreach (var test in predicate.Tests)
        {
            if (IndexKey.Read(test, predicate.Element) is not { } key)
                return false;

            keys.Add(key);
        }

        if (LookupConditions.Read(predicate, lookup.Operation.Answer) is not { } conditions || syntax.ArgumentList.Arguments.Count != 1)
            return false;

        // (a, b) compares part by part in the usual way, so a comparer has no place there.
        var single = keys.Count == 1 ? keys[0] : null;
        if (single is null && keys.Any(k => k.Comparer is not null || k.Name is null))
            return false;

        var hasDictionary = single is { MayBeNull: false } && HasMethod("DistinctBy");
        if (IndexAnswer.For(lookup, syntax, hasDictionary, conditions.Rest) is not { } answer)
            return false;

        var collection = lookup.Collection.UnwrapView().Syntax.ToString();
        var selector = single is null ? "(" + string.Join(", ", keys.Select(k => k.Selector)) + ")" : single.Selector;
        var sought = single is null ? "(" + string.Join(", ", keys.Select(k => k.Sought)) + ")" : single.Sought;
        var keyName = single is null ? string.Join("And", keys.Select(k => k.Name)) : single.Name;
        var index = new KeyedLookup(answer.Kind, collection, predicate.Element.Name, selector, conditions.Filter, single?.Comparer);
        return Write(hoist, index, answer, keyName, sought);
    }

    private bool Write(LoopHoist hoist, KeyedLookup index, IndexAnswer answer, string? keyName, string sought)
    {
        Kind = index.Kind;
        if (HasComment(answer.Replaced) || (index.Key is null && index.Kind is not (IndexKind.Set or IndexKind.Positions) && lookup.Predicate is null))
            return false;

        // The places would be those among the filtered, and "nowhere" is no element of old frameworks.
        if (index.Kind == IndexKind.Positions && (index.Filter is not null || !GivesOtherDefault()))
            return false;

        var edits = ImmutableArray.CreateBuilder<TextChange>();
        if (!AddUsings(edits, hoist.Place, index, answer) || BuildText(edits, hoist.Place, index) is not { } build)
            return false;

        var local = KeyedLookup.Existing(build, hoist.Place, use.StaysSameAfter);
        if (local is null)
        {
            var source = root.ReferencedSymbol()?.Name ?? "item";
            local = Names.Unique(KeyedLookup.Name(index.Kind, source, keyName ?? ProjectedName()), hoist.Place, request.Model);
            hoist.Insert(edits, request.Text, "var " + local + " = " + build + ";");
        }

        edits.Add(new TextChange(answer.Replaced.Span, string.Format(CultureInfo.InvariantCulture, answer.Pattern, local, sought)));
        var all = new EditList();
        all.AddRange(edits);
        Changes = all.Build() ?? ImmutableArray<TextChange>.Empty;
        return !Changes.IsEmpty;
    }

    private string? BuildText(ImmutableArray<TextChange>.Builder edits, SyntaxNode place, KeyedLookup index)
    {
        if (index.Kind != IndexKind.Set || HasMethod("ToHashSet"))
            return index.Build();

        // Before .NET Standard 2.1 a set is constructed.
        var element = lookup.Predicate is { } predicate ? predicate.Tests[0].Key.Type : ElementKind.Of(lookup.Collection.UnwrapView().Type, Compilation);
        if (Compilation.Type(TypeNames.Collections.HashSetOfT) is not { } set || element is null || lookup.Predicate?.Tests.Length > 1 || !Usings.TryAdd(edits, set, place, request))
            return null;

        return index.Build("HashSet<" + element.ToMinimalDisplayString(request.Model, place.SpanStart) + ">");
    }

    private bool AddUsings(ImmutableArray<TextChange>.Builder edits, SyntaxNode place, KeyedLookup index, IndexAnswer answer)
    {
        var types = new List<string> { TypeNames.System.Enumerable };
        if (answer.Kind == IndexKind.Dictionary)
        {
            // For GetValueOrDefault. Its own type is declared by several libraries, which does not hinder a call.
            types.Add(TypeNames.System.ListOfT);
        }

        if (index.Comparer?.StartsWith("StringComparer.", StringComparison.Ordinal) == true)
            types.Add("System.StringComparer");

        return types.All(t => Compilation.Type(t) is { } type && Usings.TryAdd(edits, type, place, request));
    }

    /// <summary>The <c>Id</c> of <c>customers.Select(c =&gt; c.Id)</c>.</summary>
    private string? ProjectedName() =>
        lookup.Collection.UnwrapView() is IInvocationOperation { TargetMethod.Name: "Select" } call
        && call.Argument(1)?.Unwrap() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body.Operations: { Length: 1 } body } }
        && body[0] is IReturnOperation { ReturnedValue: { } value } && value.ReferencedSymbol() is IPropertySymbol or IFieldSymbol
            ? value.ReferencedSymbol()?.Name
            : null;

    private bool HasMethod(string name) => Compilation.Type(TypeNames.System.Enumerable)?.GetMembers(name).IsEmpty == false;

    /// <summary>Whether FirstOrDefault can be told what to give where there is nothing.</summary>
    private bool GivesOtherDefault() =>
        Compilation.Type(TypeNames.System.Enumerable)?.GetMembers("FirstOrDefault").OfType<IMethodSymbol>().Any(m => m.Parameters is { Length: 2 } parameters && parameters[1].Type.TypeKind == TypeKind.TypeParameter) == true;

    private static bool HasComment(ExpressionSyntax replaced) =>
        replaced.DescendantTrivia().Any(t => t.IsDirective || (replaced.Span.Contains(t.Span) && t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia));
}
