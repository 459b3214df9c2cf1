using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The value that a query gives in one place, and whether another place may work with the very same object.</summary>
internal sealed class RepeatedAnswer
{
    private static readonly ImmutableHashSet<string> Throwing = ImmutableHashSet.Create(
        StringComparer.Ordinal, "First", "Single", "Last", "ElementAt", "Max", "Min", "Average", "MaxBy", "MinBy", "Aggregate");

    private readonly IInvocationOperation call;
    private readonly Query query;
    private readonly IOperation value;

    public RepeatedAnswer(IInvocationOperation call, Query query)
    {
        this.call = call;
        this.query = query;
        value = Value(call);
        if (value.ParentValue() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator })
            Local = declarator.Symbol;
    }

    /// <summary>The expression, with the <c>await</c> around it.</summary>
    public ExpressionSyntax Syntax => (ExpressionSyntax)value.Syntax;

    public ITypeSymbol? Type => value.Type;

    /// <summary>The local that is declared with it.</summary>
    public ILocalSymbol? Local { get; }

    /// <summary>Whether the local never holds anything else.</summary>
    public bool IsKept => Local is not null && LocalValues.SetOnce(Local, call) is not null;

    /// <summary>The statement that declares the local and nothing else.</summary>
    public LocalDeclarationStatementSyntax? Declaration =>
        IsKept && Syntax.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { Declaration.Variables.Count: 1, UsingKeyword.RawKind: 0 } statement
            ? statement
            : null;

    /// <summary>Whether asking fails when there is no row.</summary>
    public bool MayThrow => Throwing.Contains(call.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal)
        ? call.TargetMethod.Name.Substring(0, call.TargetMethod.Name.Length - 5)
        : call.TargetMethod.Name);

    /// <summary>A name for the answer where it has none.</summary>
    public string Name
    {
        get
        {
            var root = Names.Camel(query.Root is IPropertyReferenceOperation set ? set.Property.Name : call.TargetMethod.Name);
            return call.TargetMethod.Name switch
            {
                "Count" or "CountAsync" or "LongCount" or "LongCountAsync" => root + "Count",
                "Any" or "AnyAsync" => "has" + char.ToUpperInvariant(root[0]) + root.Substring(1),
                _ => OfOneRow() ?? root,
            };
        }
    }

    /// <summary>A name for one row, or for what is read of it.</summary>
    private string? OfOneRow()
    {
        if (Type is null || Type.SpecialType != SpecialType.System_String && Type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable))
            return null;

        if (query.Root.Type is not INamedTypeSymbol { TypeArguments: { Length: 1 } arguments })
            return null;

        var row = Names.Camel(arguments[0].Name);
        return query.Operators.LastOrDefault(o => o.TargetMethod.Name == "Select")?.Argument(1)?.Unwrap() is IAnonymousFunctionOperation { Syntax: LambdaExpressionSyntax { ExpressionBody: MemberAccessExpressionSyntax read } }
            ? row + read.Name.Identifier.ValueText
            : row;
    }

    /// <summary>
    /// Whether it matters that each place had an object of its own: a list that is changed or handed on, or an entity that nobody tracks
    /// and somebody sets.
    /// </summary>
    public bool IsShared
    {
        get
        {
            if (Type is null or { IsValueType: true } or { SpecialType: SpecialType.System_String })
                return false;

            var body = LocalValues.Root(call);
            if (query.Operators.Any(o => o.TargetMethod.Name.StartsWith("AsNoTracking", StringComparison.Ordinal)) && LoopFacts.OfBody(body).Written.Any(s => s is IPropertySymbol set && IsSetLater(set, body)))
                return true;

            if (!Type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable))
                return false;

            return Local is null
                ? value.ParentValue() is not (IForEachLoopOperation or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } } or IPropertyReferenceOperation)
                : LoopFacts.OfBody(body).Mutates(Local) || body.Descendants().Any(o => o is ILocalReferenceOperation reference && reference.Local.Is(Local) && IsHandedOn(reference));
        }
    }

    /// <summary>Whether a property is set of an object that is there already: what is made anew is no row that was asked for.</summary>
    private static bool IsSetLater(IPropertySymbol property, IOperation body) => body.DescendantsAndSelf().Any(o =>
        o is IPropertyReferenceOperation reference
        && reference.Property.Is(property)
        && !(reference is { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }, Parent: ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation } } }));

    private static bool IsHandedOn(IOperation reference) => reference.ParentValue() switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingNamespace.Name: "Linq" } } } => false,
        IForEachLoopOperation or IPropertyReferenceOperation => false,
        IInvocationOperation call => call.Instance?.Unwrap() != reference,
        _ => true,
    };

    private static IOperation Value(IOperation call)
    {
        var current = call;
        if (current.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured)
            current = configured;

        return current.Parent is IAwaitOperation awaited ? awaited : current;
    }
}
