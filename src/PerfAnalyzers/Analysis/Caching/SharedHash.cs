using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>Where a hash goes that is another one in each process.</summary>
/// <param name="What">What it becomes there.</param>
/// <param name="Place">The place.</param>
/// <param name="Confidence">Whether an API says so, or a name.</param>
internal sealed record SharedHash(string What, IOperation Place, Confidence Confidence)
{
    private const int MostSteps = 60;
    private const int MostCallers = 12;
    private const int MostHops = 2;

    private static readonly ImmutableHashSet<string> KeptShape = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Abs", "ToString", "Format", "Concat", "Join", "GetBytes", "ToHexString", "ToBase64String", "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "Replace", "TrimStart", "Trim", "PadLeft", "Substring", "ToUInt32", "Combine", "Create");

    /// <summary>The first place outside of the process that a hash is seen to get to; null where none is.</summary>
    public static SharedHash? Of(IOperation hash, CompilationContext compilation, CancellationToken cancellationToken) =>
        new Flow(compilation, cancellationToken).From(hash);

    private sealed class Flow
    {
        private static readonly char[] Separators = { '/', '\\', '.', '-', '_', ' ', ':' };

        private readonly CompilationContext compilation;
        private readonly CancellationToken cancellationToken;
        private readonly Queue<(IOperation Value, bool IsText, int Hops)> open = new();
        private readonly HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        private SharedHash? likely;

        public Flow(CompilationContext compilation, CancellationToken cancellationToken)
        {
            this.compilation = compilation;
            this.cancellationToken = cancellationToken;
        }

        public SharedHash? From(IOperation hash)
        {
            open.Enqueue((hash, false, MostHops));
            for (var steps = 0; open.Count > 0 && steps < MostSteps; steps++)
            {
                var (value, isText, hops) = open.Dequeue();
                if (Next(value, isText, hops) is not { } found)
                    continue;

                if (found.Confidence == Confidence.High)
                    return found;

                likely ??= found;
            }

            return likely;
        }

        private SharedHash? Next(IOperation value, bool isText, int hops)
        {
            var parent = value.Parent;
            switch (parent)
            {
                case IConversionOperation { Type: { } type } when SharedNames.For(compilation).OfType(type) is { } key:
                    return new SharedHash(key, parent, Confidence.High);
                case IConversionOperation or IParenthesizedOperation or IUnaryOperation or ICoalesceOperation or IConditionalAccessOperation or IInterpolatedStringOperation:
                case IConditionalOperation choice when choice.Condition != value:
                    Go(parent, isText, hops);
                    break;
                case IBinaryOperation { Type.SpecialType: not SpecialType.System_Boolean } sum:
                    Go(parent, isText || sum.Type?.SpecialType == SpecialType.System_String, hops);
                    break;
                case IInterpolationOperation:
                    Go(parent.Parent!, isText: true, hops);
                    break;
                case IInvocationOperation { TargetMethod: { } method } when KeptShape.Contains(method.Name):
                    Go(parent, isText || method.ReturnType.SpecialType == SpecialType.System_String, hops);
                    break;
                case IArgumentOperation argument:
                    return Handed(argument, isText, hops);
                case IArrayInitializerOperation { Parent: IArrayCreationOperation { Parent: IArgumentOperation { Parameter.IsParams: true } list } }:
                    return Handed(list, isText, hops);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declared }:
                    return Kept(declared.Symbol, declared, isText, hops);
                case ISimpleAssignmentOperation assignment when assignment.Value == value:
                    return Assigned(assignment, isText, hops);
                case IReturnOperation:
                    return Returned(parent, isText, hops);
                case IArrayElementReferenceOperation element when element.Indices.Contains(value):
                    return Chosen(element.ArrayReference, element);
            }

            return null;
        }

        private void Go(IOperation value, bool isText, int hops) => open.Enqueue((value, isText, hops));

        private SharedHash? Handed(IArgumentOperation argument, bool isText, int hops)
        {
            if (argument.Parameter is { } parameter && SharedNames.For(compilation).Of(parameter) is { } what)
                return isText && !IsTemporary(argument) ? new SharedHash(what, argument, Confidence.High) : null;

            switch (argument.Parent)
            {
                case IInvocationOperation call when KeptShape.Contains(call.TargetMethod.Name) && call.TargetMethod.ContainingNamespace.IsFramework():
                    Go(call, isText || call.Type?.SpecialType == SpecialType.System_String, hops);
                    return null;
                case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list } element:
                    return Chosen(list, element);
                default:
                    return null;
            }
        }

        /// <summary>A file that is there while the process runs may be named as the process likes: some word of the function says so.</summary>
        private static bool IsTemporary(IArgumentOperation argument)
        {
            SyntaxNode function = argument.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? argument.Syntax;
            return function.DescendantTokens().Any(t => (t.IsKind(SyntaxKind.IdentifierToken) && Words.Split(t.ValueText).Any(IsOfTemporary)) || (IsText(t) && t.ValueText.Split(Separators).Any(IsOfTemporary)));
        }

        private static bool IsText(SyntaxToken token) => token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken);

        private static bool IsOfTemporary(string word) => word.ToUpperInvariant() is "TEMP" or "TMP" or "TEMPORARY";

        /// <summary>The one of a list of servers that a hash chooses; locks and buckets in memory are the process's own.</summary>
        private SharedHash? Chosen(IOperation list, IOperation element) =>
            list.ReferencedSymbol() is { } named && ElementKind.Of(list.Type, compilation) is var held
            && (SharedNames.For(compilation).Servers.Any(s => held.DerivesFrom(s)) || (!SharedNames.AreInside(held) && SharedNames.AreChosen(named.Name, Words.Noun(named.Name))))
                ? new SharedHash("the choice of one of '" + named.Name + "'", element, Confidence.Medium)
                : null;

        private SharedHash? Kept(ISymbol local, IOperation place, bool isText, int hops)
        {
            if (!seen.Add(local))
                return null;

            foreach (var operation in LocalValues.Root(place).Descendants())
            {
                if (operation is ILocalReferenceOperation reference && reference.Local.Is(local) && operation.Parent is not ISimpleAssignmentOperation { Target: ILocalReferenceOperation })
                    Go(operation, isText, hops);
            }

            return isText ? Named(local.Name, place) : null;
        }

        private static SharedHash? Named(string name, IOperation place) =>
            SharedNames.Of(Words.Split(name)) is { } what ? new SharedHash(what, place, Confidence.Medium) : null;

        private SharedHash? Assigned(ISimpleAssignmentOperation assignment, bool isText, int hops)
        {
            switch (assignment.Target)
            {
                case ILocalReferenceOperation local:
                    return Kept(local.Local, local, isText, hops);
                case IPropertyReferenceOperation { Property.IsIndexer: true } header when header.Arguments[0].Value.ConstantValue.Value is string name:
                    return string.Equals(name, "etag", StringComparison.OrdinalIgnoreCase) ? new SharedHash("an entity tag", header, Confidence.High) : null;
                case IPropertyReferenceOperation { Property: { Name: "ETag" } property } when property.ContainingType.Name is "IHeaderDictionary" or "HttpResponseHeaders" or "ResponseHeaders":
                    return new SharedHash("an entity tag", assignment, Confidence.High);
                case IPropertyReferenceOperation { Property: { } column } when Entities.For(compilation).Contains(column.ContainingType):
                    return new SharedHash("the column '" + column.Name + "'", assignment, Confidence.High);
                case IPropertyReferenceOperation or IFieldReferenceOperation:
                    return isText ? Named(assignment.Target.ReferencedSymbol()!.Name, assignment) : null;
                default:
                    return null;
            }
        }

        /// <summary>What a helper gives back goes on where it is called; what is asked for a hash in memory stays there.</summary>
        private SharedHash? Returned(IOperation place, bool isText, int hops)
        {
            if (place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart) is not IMethodSymbol method
                || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.PropertyGet)
                || method.Name.IndexOf("HashCode", StringComparison.Ordinal) >= 0
                || !seen.Add(method))
            {
                return null;
            }

            if (hops > 0)
            {
                foreach (var site in Callers.For(compilation).Of(method, cancellationToken).Take(MostCallers))
                {
                    if (site.Operation is IInvocationOperation or IPropertyReferenceOperation)
                        Go(site.Operation, isText, hops - 1);
                }
            }

            return isText ? Named((method.AssociatedSymbol ?? method).Name is var name && name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name, place) : null;
        }
    }
}
