using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>Why there are as many keys of a cache as there are requests or rows.</summary>
/// <param name="Name">What each value of makes a key, as a reader calls it.</param>
/// <param name="Confidence">Whether it is seen to come with a request or from a row, or only called so.</param>
internal sealed record CacheKey(string Name, Confidence Confidence)
{
    private const int LongestTrace = 10;
    private const int LongestPath = 3;
    private const int MostCallers = 12;

    /// <summary>What makes the keys many; null where nothing says that they are, or a name says that there are few.</summary>
    public static CacheKey? Of(IOperation key, CompilationContext compilation, CancellationToken cancellationToken) =>
        new Trace(compilation, cancellationToken).Of(key, LongestTrace, LongestPath, isWhole: true);

    /// <summary>Whether a name is that of something of which a system knows a handful, or tells such things apart: a culture, a tenant, the path of a topic.</summary>
    private static bool NamesFew(string name) => (IsFew(name) && !NamesOne(name)) || (Words.Split(name) is { Count: > 1 } words && IsOfOne(words[words.Count - 1]) && IsFew(string.Concat(words.Take(words.Count - 1))));

    private static bool IsFew(string name) =>
        Words.Noun(name) is var noun && (CollectionSizes.SmallNouns.Contains(noun) || CollectionSizes.EnteredOnce.Contains(noun) || CollectionSizes.ProgramParts.Contains(noun))
        && !CollectionSizes.AmbiguousNouns.Contains(noun);

    /// <summary>Whether a name says that its values tell things apart: <c>id</c>, <c>orderId</c>, <c>slug</c>, <c>email</c>.</summary>
    private static bool NamesOne(string name) => Words.Split(name) is { Count: > 0 } words && IsOfOne(words[words.Count - 1]);

    private static bool IsOfOne(string word) => word.ToUpperInvariant() is
        "ID" or "GUID" or "UUID" or "SLUG" or "EMAIL" or "URL" or "URI" or "PATH" or "TOKEN" or "USERNAME" or "LOGIN" or "SKU" or "NUMBER" or "QUERY" or "SEARCH" or "TERM" or "PHONE" or "ADDRESS" or "PROMPT" or "QUESTION" or "INPUT" or "ARGUMENTS" or "EXPRESSION" or "HASH" or "IP" or "BARCODE" or "ISBN";

    /// <summary>Whether a type has no other use than to tell things apart: no two are alike.</summary>
    private static bool IsMadeToTellApart(ITypeSymbol? type) => type is { IsValueType: true, Name: "Guid" or "Ulid" or "ObjectId" };

    private static bool IsManyValued(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];

        return type is { TypeKind: not TypeKind.Enum }
            && (type.SpecialType is SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_DateTime
                || type.Name is "Guid" or "DateOnly" or "DateTimeOffset" or "Uri" or "Ulid" or "ObjectId"
                || (type.IsValueType && type.Name.EndsWith("Id", StringComparison.Ordinal)));
    }

    /// <summary>The search for it.</summary>
    private sealed class Trace
    {
        private readonly CompilationContext compilation;
        private readonly CancellationToken cancellationToken;

        public Trace(CompilationContext compilation, CancellationToken cancellationToken)
        {
            this.compilation = compilation;
            this.cancellationToken = cancellationToken;
        }

        public CacheKey? Of(IOperation part, int trace, int hops, bool isWhole)
        {
            var value = part.UnwrapAwait();
            if (trace == 0 || value.ConstantValue.HasValue || NarrowedValue.IsFew(value, compilation))
                return null;

            switch (value)
            {
                case ILocalReferenceOperation local:
                    return OfLocal(local, trace, hops, isWhole);
                case IParameterReferenceOperation parameter:
                    return OfParameter(parameter, parameter, trace, hops, isWhole);
                case IPropertyReferenceOperation { Instance: { } instance } property:
                    return OfProperty(property, instance, trace, hops);
                case IInterpolatedStringOperation interpolated:
                    return Any(interpolated.Parts.OfType<IInterpolationOperation>().Select(p => p.Expression), trace, hops);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                    return Any(new[] { sum.LeftOperand, sum.RightOperand }, trace, hops);
                case IConversionOperation own:
                    return Of(own.Operand, trace - 1, hops, isWhole);
                case ICoalesceOperation either:
                    return Any(new[] { either.Value, either.WhenNull }, trace, hops);
                case IConditionalOperation { WhenFalse: { } otherwise } choice:
                    return Any(new[] { choice.WhenTrue, otherwise }, trace, hops);
                case IConditionalAccessOperation access:
                    return Of(access.WhenNotNull, trace - 1, hops, isWhole: false);
                case IConditionalAccessInstanceOperation place:
                    return place.ThroughConditionalAccess() is { } accessed && accessed != place ? Of(accessed, trace - 1, hops, isWhole: false) : null;
                case ITupleOperation tuple:
                    return Any(tuple.Elements, trace, hops);
                case IObjectCreationOperation made:
                    return Any(made.Arguments.Select(a => a.Value), trace, hops);
                case IArrayCreationOperation { Initializer: { } elements }:
                    return Any(elements.ElementValues, trace, hops);
                case IInvocationOperation call:
                    return OfCall(call, trace, hops);
                default:
                    return null;
            }
        }

        /// <summary>The surest of several parts.</summary>
        private CacheKey? Any(IEnumerable<IOperation> parts, int trace, int hops)
        {
            CacheKey? best = null;
            foreach (var part in parts)
            {
                if (Of(part, trace - 1, hops, isWhole: false) is { } found && (best is null || found.Confidence > best.Confidence))
                    best = found;
            }

            return best;
        }

        private CacheKey? OfLocal(ILocalReferenceOperation local, int trace, int hops, bool isWhole)
        {
            if (LocalValues.SetOnce(local) is { } set)
                return Of(set, trace - 1, hops, isWhole);

            return IsManyValued(local.Type) && !NamesFew(local.Local.Name) && Source(local) is { } rows && IsData(rows)
                ? new CacheKey(local.Local.Name, Confidence.High)
                : null;
        }

        /// <summary>The collection that a loop goes through whose variable a local is.</summary>
        private static IOperation? Source(ILocalReferenceOperation local)
        {
            for (var parent = local.Parent; parent is not null; parent = parent.Parent)
            {
                if (parent is IForEachLoopOperation loop && loop.Locals.Any(l => l.Is(local.Local)))
                    return loop.Collection;
            }

            return null;
        }

        private bool IsData(IOperation rows) => Provenance.Of(rows, compilation).Size == Magnitude.Data;

        /// <summary>A property that tells rows or requests apart, of a row of a loop, of what a request brings, or of what a caller hands in.</summary>
        private CacheKey? OfProperty(IPropertyReferenceOperation property, IOperation instance, int trace, int hops)
        {
            if (IsOfRequest(property.Property.ContainingType))
                return OfRequest(property);

            if (KeySources.For(compilation).Find(property.Property) is KeySource.OfCaller)
                return new CacheKey(property.Property.Name, Confidence.High);

            // x.Value of a nullable, request.Path.Value.
            if (property.Property.Name is "Value" && Of(instance, trace - 1, hops, isWhole: false) is { } held)
                return held;

            if (!IsManyValued(property.Type) || property.Property.Name is "Length" or "Count" || NamesFew(property.Property.Name) || (property.Property.Name is "Id" or "Name" && NamesFew(NameOf(instance))))
                return null;

            var name = Text(property);
            switch (instance.ThroughConditionalAccess().UnwrapAwait())
            {
                case ILocalReferenceOperation row when Source(row) is { } rows:
                    return IsData(rows) ? new CacheKey(name, Confidence.High) : null;
                case ILocalReferenceOperation loaded when LocalValues.SetOnce(loaded) is IAwaitOperation && NamesOne(property.Property.Name):
                    return new CacheKey(name, Confidence.Medium);
                case IParameterReferenceOperation given when OfParameter(given, property, trace, hops, isWhole: false) is { } found:
                    return found with { Name = name };
                default:
                    return null;
            }
        }

        /// <summary>What a request brings, but for the few things that all requests have in common: <c>Request.Query["page"]</c>, <c>Request.Path</c>.</summary>
        private static CacheKey? OfRequest(IPropertyReferenceOperation property)
        {
            var name = property.Property.IsIndexer ? property.Arguments[0].Value.ConstantValue.Value as string ?? property.Syntax.ToString() : property.Property.Name;
            return property.Type is { SpecialType: not SpecialType.System_Boolean } && !NamesFew(name) && name is not ("Scheme" or "Host" or "Method" or "Protocol" or "PathBase" or "ContentType" or "Count")
                ? new CacheKey(name, Confidence.High)
                : null;
        }

        private static string NameOf(IOperation instance) => instance.ThroughConditionalAccess().ReferencedSymbol()?.Name ?? "";

        private static string Text(IPropertyReferenceOperation property) => NameOf(property.Instance!) is { Length: > 0 } owner ? owner + "." + property.Property.Name : property.Property.Name;

        /// <param name="parameter">The parameter.</param>
        /// <param name="read">What is read: the parameter or a property of it.</param>
        /// <param name="trace">How many steps are left.</param>
        /// <param name="hops">How many callers up.</param>
        /// <param name="isWhole">Whether the key is the parameter and nothing else: then it is the caller who says what it is made of.</param>
        private CacheKey? OfParameter(IParameterReferenceOperation parameter, IOperation read, int trace, int hops, bool isWhole)
        {
            var name = read.ReferencedSymbol()!.Name;
            var isKey = isWhole || name.EndsWith("key", StringComparison.OrdinalIgnoreCase);
            if (!IsManyValued(read.Type) && !(isKey && parameter.Type?.SpecialType == SpecialType.System_Object))
                return null;

            if (NamesFew(name) || parameter.Parameter.ContainingSymbol is not IMethodSymbol method)
                return null;

            if (RequestedSize.IsGivenByFramework(parameter.Parameter, method, parameter, compilation))
                return new CacheKey(name, Confidence.High);

            if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation))
                return null;

            CacheKey? best = null;
            var given = hops > 0 ? Given(parameter.Parameter, method) : new List<IOperation?>();
            if (read == parameter)
            {
                foreach (var argument in given)
                {
                    if (argument is not null && Of(argument, trace - 1, hops - 1, isWhole) is { } found && (best is null || found.Confidence > best.Confidence))
                        best = found;
                }
            }

            // The names of a wrapper's parameters say nothing of what its callers hand in.
            return best ?? (!isKey && (NamesOne(name) || IsMadeToTellApart(read.Type)) && (given.Count == 0 || read != parameter || IsOpen(method, given)) ? new CacheKey(name, Confidence.Medium) : null);
        }

        /// <summary>What the calls that are seen hand in for a parameter; null for one that hands the method itself on.</summary>
        private List<IOperation?> Given(IParameterSymbol parameter, IMethodSymbol method) =>
            Callers.For(compilation).Of(method, cancellationToken).Take(MostCallers).Select(s => (s.Operation as IInvocationOperation)?.Argument(parameter.Ordinal)).ToList();

        /// <summary>Whether others may call a method than are seen, and those that are seen do not tell that it is for a few values.</summary>
        private bool IsOpen(IMethodSymbol method, List<IOperation?> given) =>
            IsOffered(method) && !given.All(g => g is not null && (g.UnwrapAwait().ConstantValue.HasValue || NarrowedValue.IsFew(g, compilation)));

        private static bool IsOffered(IMethodSymbol method) => method.DeclaredAccessibility is Accessibility.Public || !method.ExplicitInterfaceImplementations.IsEmpty;

        /// <summary>What is cut to shape or put together, and what a helper makes a key of.</summary>
        private CacheKey? OfCall(IInvocationOperation call, int trace, int hops)
        {
            switch (KeySources.For(compilation).Find(call.TargetMethod))
            {
                case KeySource.Few:
                    return null;
                case KeySource.OfCallerByName when call.Arguments.Select(a => a.Value).FirstOrDefault(v => v.Type?.SpecialType == SpecialType.System_String) is { } claim:
                    return NamesFew(Last(claim)) ? null : new CacheKey(call.TargetMethod.Name, Confidence.High);
            }

            if (!IsManyValued(call.Type) && call.Type?.SpecialType != SpecialType.System_Object && !call.Type.IsConstructedFrom(compilation.Type(TypeNames.System.ValueTaskOfT)))
                return null;

            if (IsOfRequest(call.TargetMethod.ContainingType))
                return new CacheKey(call.TargetMethod.Name, Confidence.High);

            var parts = call.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue).Select(a => a.Value);
            var isText = call.Instance is { Type.SpecialType: SpecialType.System_String } || call.TargetMethod.Name == "ToString";
            return Any(isText && call.Instance is { } cut ? parts.Prepend(cut) : parts, trace, hops);
        }

        /// <summary>The last part of a text that is written down, and what it is called where it is not: <c>ClaimTypes.Role</c> is the text "http://.../role".</summary>
        private static string Last(IOperation text) => text.ConstantValue is { HasValue: true, Value: string value } ? value.Substring(value.LastIndexOf('/') + 1) : NameOf(text);

        private bool IsOfRequest(INamedTypeSymbol type) => TypeNames.AspNetCore.RequestData.Any(n => type.DerivesFrom(compilation.Type(n)));
    }
}
