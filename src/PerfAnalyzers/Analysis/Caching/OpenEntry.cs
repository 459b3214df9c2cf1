using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>Where an expiration could be given.</summary>
internal enum OpenForm
{
    /// <summary>The call takes one, and is given none.</summary>
    Call,

    /// <summary>Options are made for the call, and have none.</summary>
    Options,

    /// <summary>A function that fills the entry sets none.</summary>
    Factory,

    /// <summary>The entry is made, filled, and given none.</summary>
    Entry,
}

/// <summary>An entry that is put into a cache and never expires.</summary>
/// <param name="Place">Where it is kept.</param>
/// <param name="Form">Where an expiration could be given.</param>
/// <param name="Setting">The call, the creation of the options, the function, or the declaration of the entry.</param>
internal sealed record OpenEntry(CachePlace Place, OpenForm Form, IOperation Setting)
{
    /// <summary>The entry that a call puts into a cache, if all that is set on it is seen and none of it lets it go; null otherwise.</summary>
    public static OpenEntry? Of(IInvocationOperation call, CompilationContext compilation)
    {
        if (CacheWrites.For(compilation).Find(call.TargetMethod) is not { } place)
            return null;

        if (call.TargetMethod.Name == "CreateEntry")
            return Created(call) is { } declared ? new OpenEntry(place, OpenForm.Entry, declared) : null;

        OpenEntry? found = null;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || argument.ArgumentKind == ArgumentKind.DefaultValue)
                continue;

            switch (parameter.Type.Name)
            {
                case "MemoryCacheEntryOptions" or "DistributedCacheEntryOptions":
                    if (Made(argument.Value) is not { } options)
                        return null;

                    found = new OpenEntry(place, OpenForm.Options, options);
                    break;
                case "Func" when parameter.Type is INamedTypeSymbol { TypeArguments: { Length: > 0 } given } && given[0].Is(compilation.Type(TypeNames.Caches.MemoryCacheEntry)):
                    if (Function(argument.Value) is not { } function || !IsLeftOpen(function.Symbol.Parameters[0], function.Body))
                        return null;

                    found ??= new OpenEntry(place, OpenForm.Factory, function);
                    break;
                case "CommandFlags" or "CancellationToken":
                    break;
                default:
                    // A time, a token of expiry, a condition under which Redis stores it, a span that may be null.
                    if (!IsContent(parameter))
                        return null;

                    break;
            }
        }

        return found ?? new OpenEntry(place, OpenForm.Call, call);
    }

    /// <summary>The cache, the key and the value.</summary>
    private static bool IsContent(IParameterSymbol parameter) => parameter.Name is CacheWrites.Key or "value" or "cache";

    private static IAnonymousFunctionOperation? Function(IOperation value) =>
        value.Unwrap() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters.Length: 1 } function } ? function : null;

    /// <summary>The options that are made for a call, there or in a local that nothing else is done with.</summary>
    private static IObjectCreationOperation? Made(IOperation value)
    {
        var options = value.Unwrap();
        if (options is ILocalReferenceOperation local)
        {
            if (LocalValues.SetOnce(local)?.Unwrap() is not IObjectCreationOperation first || !IsLeftOpen(local.Local, LocalValues.Root(local), mayBeStored: true))
                return null;

            options = first;
        }

        return options is IObjectCreationOperation made && LeavesOpen(made.Initializer) ? made : null;
    }

    private static bool LeavesOpen(IObjectOrCollectionInitializerOperation? initializer) =>
        initializer is null || initializer.Initializers.All(i => i is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation set } assignment && IsOpen(set.Property.Name, assignment.Value));

    /// <summary>The declaration of the entry that a call makes, if nothing lets it go.</summary>
    private static IVariableDeclaratorOperation? Created(IInvocationOperation call) =>
        call.ParentValue() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declared } && IsLeftOpen(declared.Symbol, LocalValues.Root(call)) ? declared : null;

    /// <summary>Whether all that is done with an entry or its options says nothing about when it goes; what is handed on may be given an expiration there.</summary>
    private static bool IsLeftOpen(ISymbol entry, IOperation within, bool mayBeStored = false)
    {
        foreach (var operation in within.DescendantsAndSelf())
        {
            if (operation is not (ILocalReferenceOperation or IParameterReferenceOperation) || !operation.ReferencedSymbol().Is(entry))
                continue;

            switch (operation.ParentValue())
            {
                case IPropertyReferenceOperation property when property.ParentValue() is ISimpleAssignmentOperation set && set.Target == property:
                    if (!IsOpen(property.Property.Name, set.Value))
                        return false;

                    break;
                case IPropertyReferenceOperation property when ExpiryMembers.LeaveOpen(property.Property.Name):
                    break;
                case IInvocationOperation call when IsOpenCall(call):
                    break;
                case IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call } when IsOpenCall(call):
                    break;
                case IArgumentOperation { Parent: IInvocationOperation write } when mayBeStored && CacheWrites.For(CompilationContext.For(operation.SemanticModel!.Compilation)).Find(write.TargetMethod) is not null:
                    break;
                case IUsingOperation:
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    /// <summary>Whether a call on an entry leaves open when it goes, and its result, the entry again, is not used for more.</summary>
    private static bool IsOpenCall(IInvocationOperation call) =>
        ExpiryMembers.LeaveOpen(call.TargetMethod.Name)
        && call.Arguments.All(a => a.Parameter?.Type.TypeKind != TypeKind.Enum || IsOpen(call.TargetMethod.Name, a.Value))
        && call.ParentValue() is IExpressionStatementOperation or IReturnOperation;

    private static bool IsOpen(string member, IOperation value) =>
        ExpiryMembers.LeaveOpen(member) && (!ExpiryMembers.SetPriority(member) || value.Unwrap() is IFieldReferenceOperation { Field.Name: not "NeverRemove" });
}
