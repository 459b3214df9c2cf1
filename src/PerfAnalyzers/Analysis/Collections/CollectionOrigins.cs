using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>Judges one expression that makes or names a collection; <see cref="Provenance"/> follows the traces between them.</summary>
internal sealed class CollectionOrigins
{
    private const int LongestChain = 20;

    private readonly CompilationContext compilation;
    private readonly INamedTypeSymbol? queryable;
    private readonly INamedTypeSymbol? enumerable;

    private CollectionOrigins(CompilationContext compilation)
    {
        this.compilation = compilation;
        queryable = compilation.Type(TypeNames.System.QueryableOfT);
        enumerable = compilation.Type(TypeNames.System.Enumerable);
    }

    public static CollectionOrigins For(CompilationContext compilation) => compilation.Get(c => new CollectionOrigins(c));

    /// <summary>Why the collection stays small whatever users do, or null when nothing says so.</summary>
    public string? IsSmallByNature(IOperation value)
    {
        if (value is IInvocationOperation call && Matches(call.TargetMethod, CollectionSizes.SmallReaders) && !TextParts.AreMany(call) && !TextParts.AreReadFromOutside(call))
            return "a list of parts or settings of the program";

        if (value is IPropertyReferenceOperation { Property.ContainingType.Name: "IFormCollection" or "IFormFileCollection" })
            return "the fields of a form";

        var element = value.Type is null ? null : ElementKind.Of(Result(value.Type), compilation);
        if (IsPartOfProgram(element))
            return "a list of parts or settings of the program";

        if (KindsOfThings.Key(value)?.Unwrap() is IMemberReferenceOperation { Member.Name: { } key } && Words.NameSmall(key))
            return "a group for each of a few kinds";

        if (IsPage(value))
            return "a page, whose size people choose";

        var symbol = Named(value);
        if (symbol is null)
            return null;

        if (symbol is IParameterSymbol { IsParams: true })
            return "written out by each caller";

        var isThing = element is { SpecialType: SpecialType.None, TypeKind: not TypeKind.TypeParameter };
        if (SaysFew(symbol.Name) || isThing && SaysFew(element!.Name))
            return "a list of things of which there are only a few";

        // Settings are edited by hand.
        return symbol is IPropertySymbol or IFieldSymbol && IsSettings(symbol.ContainingType) ? "a list in the settings" : null;

        // Some words say few of texts and of parts of a program, and nothing of what a business keeps.
        bool SaysFew(string name) => Words.NameSmall(name) && !(ElementKind.IsOfProject(element) && Words.NameAmbiguous(name));
    }

    /// <summary>Whether people list the elements by hand, in code or in the settings.</summary>
    public bool IsWrittenByHand(IOperation value) =>
        value.Type is not null && IsPartOfProgram(ElementKind.Of(Result(value.Type), compilation))
        || Named(value) is IPropertySymbol or IFieldSymbol && IsSettings(Named(value)!.ContainingType);

    /// <summary>Why the collection grows with the data, or null when nothing says so.</summary>
    public string? IsData(IOperation value)
    {
        if (ComesOfOneParent(value))
            return null;

        if (value.Type.Implements(queryable))
            return "read from a database";

        if (value is not IInvocationOperation call)
            return null;

        var method = call.TargetMethod;
        if (Matches(method, CollectionSizes.DataReaders) || TextParts.AreReadFromOutside(call))
            return "read from outside the program";

        if (call.Receiver() is { } receiver && receiver.Type.Implements(queryable))
            return "read from a database";

        if (method.ReturnType.IsConstructedFrom(compilation.Type(TypeNames.System.AsyncEnumerableOfT)) && !method.IsExtensionMethod && !IsOfOneParent(method))
            return $"the awaited answer of '{method.Name}'";

        if (method.IsMemberOf(enumerable) || ElementKind.Of(Result(method.ReturnType), compilation) is null || IsOfOneParent(method))
            return null;

        // What has to be waited for comes from elsewhere.
        if (Result(method.ReturnType) is var result && !SymbolEqualityComparer.Default.Equals(result, method.ReturnType))
            return $"the awaited answer of '{method.Name}'";

        return IsDataHolder(method.ContainingType) && CollectionSizes.DataVerbs.Any(v => method.Name.StartsWith(v, StringComparison.Ordinal))
            ? $"the answer of '{method.Name}'"
            : null;
    }

    /// <summary>Whether somebody who has to be waited for is asked for what belongs to one thing: <c>await log.OfOrderAsync(orderId)</c>.</summary>
    public bool IsAnsweredOfOneParent(IOperation value) =>
        value is IInvocationOperation { TargetMethod: { IsExtensionMethod: false } method }
        && Result(method.ReturnType) is var result
        && !SymbolEqualityComparer.Default.Equals(result, method.ReturnType)
        && ElementKind.Of(result, compilation) is not null
        && IsOfOneParent(method);

    /// <summary>Whether a call lets only some elements of a sequence in memory through.</summary>
    public bool Filters(IInvocationOperation call) =>
        call.TargetMethod.Name is "Where" or "FindAll" or "Except" or "ExceptBy" or "Intersect" or "IntersectBy" or "OfType" or "TakeWhile" or "SkipWhile"
        && (!call.Type.Implements(queryable) || ParentFilter.Is(call, compilation));

    /// <summary>Whether a query somewhere asks for the rows of one parent: <c>db.Lines.Where(l =&gt; l.OrderId == orderId).ToList()</c>.</summary>
    public bool ComesOfOneParent(IOperation value)
    {
        for (var step = 0; step < LongestChain; step++)
        {
            switch (value)
            {
                case IInvocationOperation call when call.Receiver() is { } receiver && receiver.Type.Implements(queryable):
                    if (ParentFilter.Is(call, compilation))
                        return true;

                    value = receiver.Unwrap();
                    break;
                case ILocalReferenceOperation local when local.Type.Implements(queryable) && LocalValues.SetOnce(local) is { } set:
                    value = set.Unwrap();
                    break;
                case ITranslatedQueryOperation query:
                    value = query.Operation.Unwrap();
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Whether a query asks for what has happened since some time, or in a span of time: of one owner too there may be much of it.</summary>
    public bool IsSeries(IOperation value)
    {
        for (var step = 0; step < LongestChain && value is IInvocationOperation { } call && call.Receiver() is { } receiver; step++, value = receiver.Unwrap())
        {
            if (call.TargetMethod.Name == "Where" && call.Argument(1) is { } predicate && predicate.Descendants().Any(IsSpanOfTime))
                return true;
        }

        return false;
    }

    private static bool IsSpanOfTime(IOperation test) =>
        test is IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual, LeftOperand: { } time }
        && time.Unwrap() is IMemberReferenceOperation { Type.Name: "DateTime" or "DateTimeOffset" or "DateOnly" or "Instant" };

    /// <summary>Whether a call asks for what belongs to one thing: the lines of an order, the logins of a user. A tenant has much.</summary>
    public static bool IsOfOneParent(IMethodSymbol method) =>
        method.Parameters.Any(p => ParentFilter.IsKey(p.Name) || IsThing(p.Type)) || EndsInKeyOfParent(method.Name);

    /// <summary>Whether a call reads a table of which there are few rows, however long the program is used: stores, warehouses, plans, what lists of reference data hold.</summary>
    public bool IsEnteredOnce(IOperation value)
    {
        if (value is IInvocationOperation { TargetMethod.ContainingType: { } holder } && Words.NameReferenceData(holder.Name))
            return true;

        var element = value.Type is null ? null : ElementKind.Of(Result(value.Type), compilation);
        return element is { SpecialType: SpecialType.None, TypeKind: not TypeKind.TypeParameter }
            ? CollectionSizes.EnteredOnce.Contains(Words.Noun(element.Name)) && !IsPerson(element)
            : Named(value) is { } named && CollectionSizes.EnteredOnce.Contains(Words.Noun(named.Name));
    }

    /// <summary>Whether things have the names that people have: the tenants of flats, the hosts of guests.</summary>
    private static bool IsPerson(ITypeSymbol type) => type.GetMembers().Any(m => m.Name is "FirstName" or "LastName" or "FullName" or "Surname" or "DateOfBirth" or "BirthDate");

    /// <summary>An order, a user: what has a key of its own, and is no tenant.</summary>
    public static bool IsThing(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None } named
            || Words.Split(named.Name) is not { Count: > 0 } words
            || CollectionSizes.TenantWords.Contains(words[words.Count - 1]))
        {
            return false;
        }

        for (INamedTypeSymbol? current = named; current is not null; current = current.BaseType)
        {
            if (current.GetMembers("Id").Any(m => m is IPropertySymbol { IsStatic: false } or IFieldSymbol { IsStatic: false }))
                return true;
        }

        return false;
    }

    /// <summary>The <c>GetManyByUserId</c> that takes a plain <c>id</c>.</summary>
    private static bool EndsInKeyOfParent(string method)
    {
        var name = method.EndsWith("Async", StringComparison.Ordinal) ? method.Substring(0, method.Length - "Async".Length) : method;
        var by = name.LastIndexOf("By", StringComparison.Ordinal);
        return by > 0 && ParentFilter.IsKey(name.Substring(by + "By".Length));
    }

    /// <summary>Whether a call gives as many elements as it is handed, or fewer, or several for each.</summary>
    public bool Keeps(IInvocationOperation call) =>
        (call.TargetMethod.IsMemberOf(enumerable) || call.TargetMethod.ContainingNamespace is { Name: "Linq" or "Immutable" or "Frozen" })
        && call.TargetMethod.IsExtensionMethod
        || KeepsType(call)
        || call.TargetMethod.Name is "ToList" or "ToArray" or "AsReadOnly" or "FindAll" or "ConvertAll" or "GetRange" && call.Instance is not null;

    /// <summary>Whether an extension of a sequence, whoever wrote it, gives elements of the same type: sorted, filtered, without those that are deleted.</summary>
    private bool KeepsType(IInvocationOperation call) =>
        call.TargetMethod.IsExtensionMethod
        && call.Receiver()?.Type is { } given
        && ElementKind.Of(given, compilation) is { SpecialType: not SpecialType.System_Char } element
        && element.Is(ElementKind.Of(call.Type, compilation));

    /// <summary>A type that calls itself a page, or a call that is told where to start and how many to give.</summary>
    private bool IsPage(IOperation value)
    {
        if (value.Type is { } type && Words.NamePage(Result(type).Name))
            return true;

        // Take of LINQ has its own row; GetOrdersAsync(page, pageSize) is a page too.
        return value is IInvocationOperation call
            && !call.TargetMethod.IsMemberOf(enumerable)
            && call.TargetMethod.Parameters.Any(p => Words.NamePage(p.Name) || Words.NamePage(p.Type.Name));
    }

    /// <summary>The symbol whose name tells what the collection holds.</summary>
    private static ISymbol? Named(IOperation value) => value is IInvocationOperation call
        ? call.TargetMethod.IsExtensionMethod && call.TargetMethod.ContainingNamespace.Name == "Linq" ? null : call.TargetMethod
        : value.ReferencedSymbol();

    private static bool Matches(IMethodSymbol method, ImmutableArray<(string Type, string Member)> rows)
    {
        foreach (var (type, member) in rows)
        {
            if (method.Name.StartsWith(member, StringComparison.Ordinal)
                && type.EndsWith("." + method.ContainingType.Name, StringComparison.Ordinal)
                && method.ContainingType.ToDisplayString() is var name
                && (name == type || type == "System.String" && method.ContainingType.SpecialType == SpecialType.System_String))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Types, assemblies, attributes, services, which programmers write one by one, and the processes of a machine.</summary>
    public bool IsPartOfProgram(ITypeSymbol? element)
    {
        if (element is null)
            return false;

        if (element.TypeKind == TypeKind.Delegate || element.DerivesFrom(compilation.Type("System.Attribute")) || ElementKind.IsService(element, compilation))
            return true;

        for (var space = element.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space is { Name: "Reflection", ContainingNamespace.Name: "System" } or { Name: "Globalization" or "Diagnostics", ContainingNamespace.Name: "System" }
                or { Name: "DependencyInjection" } or { Name: "CodeAnalysis", ContainingNamespace.Name: "Microsoft" })
            {
                return true;
            }
        }

        return element is { Name: "Type" or "Encoding", ContainingNamespace.ContainingNamespace.IsGlobalNamespace: true };
    }

    public static bool IsSettings(INamedTypeSymbol? type) =>
        type is not null && (EndsWithAny(type.Name, "Options", "Settings", "Configuration", "Config", "Constants", "Defaults", "Preferences"));

    private static bool IsDataHolder(INamedTypeSymbol type) => CollectionSizes.DataHolders.Any(h => type.Name.EndsWith(h, StringComparison.Ordinal));

    private static bool EndsWithAny(string name, params string[] endings) => endings.Any(e => name.EndsWith(e, StringComparison.Ordinal));

    private ITypeSymbol Result(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } named
        && (named.IsConstructedFrom(compilation.Type(TypeNames.System.TaskOfT)) || named.IsConstructedFrom(compilation.Type(TypeNames.System.ValueTaskOfT)))
            ? arguments[0]
            : type;
}
