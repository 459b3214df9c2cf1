using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>A body or file that is held in memory as a whole for one thing that a stream would do for.</summary>
/// <param name="Call">What reads it.</param>
/// <param name="Source">What it reads.</param>
/// <param name="Consumer">The only thing done with it: a call that deserializes or copies it.</param>
/// <param name="Use">What that does.</param>
/// <param name="Given">The text or array as the consumer is given it.</param>
/// <param name="Local">The local that holds it in between; null where there is none.</param>
internal sealed record BufferedPayload(IInvocationOperation Call, ReadSource Source, IInvocationOperation Consumer, PayloadUse Use, IOperation Given, ILocalSymbol? Local)
{
    public static BufferedPayload? Of(IInvocationOperation call, CompilationContext compilation)
    {
        var payloads = Payloads.For(compilation);
        if (payloads.ReadBy(call.TargetMethod) is null || UsedOnce(call) is not var (given, local))
            return null;

        var wrapped = Wrapped(given, compilation);
        if ((wrapped is null ? ConsumerOf(given, payloads) : DeserializerOf(wrapped, compilation)) is not var (consumer, use)
            || PlaceInLoop.RefineInMethod(LocalValues.Root(call), call) == IterationKind.Failure
            || TellsFailure(call)
            || ReadSource.Of(call, compilation) is not { IsNote: false } source)
        {
            return null;
        }

        return new BufferedPayload(call, source, consumer, use, given, local);
    }

    /// <summary>How sure it is that the payload may be large, and that requests wait for it; null where a stream would be no better.</summary>
    public Confidence? Sureness(CompilationContext compilation, CancellationToken cancellationToken)
    {
        // What reads synchronously must not wait for a network.
        if ((Use == PayloadUse.SynchronousFormat && Source.Origin != ReadOrigin.File && !StreamedAnswers.AreInMemory(Call, compilation))
            || (Consumer.Instance is { } target && IoPlaces.For(compilation).IsChannel(target.Type) && IoPlaces.For(compilation).Of(target) == IoPlace.Memory)
            || ServingPlaces.For(compilation).Of(Call, cancellationToken).Serving is var serving && serving == Serving.No)
        {
            return null;
        }

        if (Source.Origin == ReadOrigin.File && !Source.IsOfOthers(compilation, cancellationToken))
            return Source.NamesData(Call) ? Confidence.Medium : Confidence.Low;

        if (Use == PayloadUse.Copy)
            return serving == Serving.Certain ? Confidence.High : Confidence.Medium;

        var size = PayloadSize.Of(Made, compilation, cancellationToken);
        if (Use == PayloadUse.SynchronousFormat)
            return size == ContentSize.Many && serving == Serving.Certain ? Confidence.Medium : Confidence.Low;

        return size switch
        {
            ContentSize.Many => serving == Serving.Certain ? Confidence.High : Confidence.Medium,
            ContentSize.HoldsMany when serving == Serving.Certain => Confidence.Medium,
            _ => Confidence.Low,
        };
    }

    /// <summary>The type of what is made of the payload, where need be by the cast that follows.</summary>
    private ITypeSymbol? Made => Consumer is { Type.SpecialType: SpecialType.System_Object, Parent: IConversionOperation { IsImplicit: false } cast } ? cast.Type : Consumer.Type;

    /// <summary>The value of a call where it is used, and the local in between; null where it is used more than once.</summary>
    private static (IOperation Value, ILocalSymbol? Local)? UsedOnce(IInvocationOperation call)
    {
        var value = SinglePass.Outermost(call);
        if (value.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
            return (value, null);

        return SinglePass.OnlyUse(local, value) is { } use ? (SinglePass.Outermost(use), local) : null;
    }

    /// <summary>The reader or stream that is made of a payload in memory, where it is used; null where none is.</summary>
    private static IOperation? Wrapped(IOperation given, CompilationContext compilation)
    {
        if (given.Parent is not IArgumentOperation { Parameter.Ordinal: 0, Parent: IObjectCreationOperation { Arguments.Length: 1 } creation }
            || !Payloads.Wrappers.Any(name => creation.Type.Is(compilation.Type(name))))
        {
            return null;
        }

        var wrapper = SinglePass.Outermost(creation);
        return wrapper.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } && SinglePass.OnlyUse(local, wrapper) is { } use
            ? SinglePass.Outermost(use)
            : wrapper;
    }

    private static (IInvocationOperation Call, PayloadUse Use)? ConsumerOf(IOperation given, Payloads payloads) =>
        given.Parent is IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation consumer }
        && payloads.UsedBy(consumer.TargetMethod) is var (ordinal, use) && parameter.Ordinal == ordinal
        && (use != PayloadUse.Copy || parameter.Type is not { SpecialType: SpecialType.System_Object })
            ? (consumer, use)
            : null;

    /// <summary>What deserializes from a stream or reader in memory; only that of XML has to wait for it.</summary>
    private static (IInvocationOperation Call, PayloadUse Use)? DeserializerOf(IOperation wrapper, CompilationContext compilation)
    {
        if (wrapper.Parent is not IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod: { Name: "Deserialize" or "DeserializeAsync" } method } consumer })
            return null;

        return method.ContainingType.Is(compilation.Type(TypeNames.Json.Serializer)) ? (consumer, PayloadUse.Json)
            : method.ContainingType.Is(compilation.Type(TypeNames.Json.XmlSerializer)) ? (consumer, PayloadUse.SynchronousFormat)
            : null;
    }

    /// <summary>Whether an answer is read only where the server has said that something is wrong, which it does in a few words.</summary>
    private static bool TellsFailure(IOperation call)
    {
        var child = call;
        for (var parent = call.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is not IConditionalOperation test || child == test.Condition)
                continue;

            var isNegated = test.Condition.Unwrap() is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not };
            foreach (var asked in test.Condition.DescendantsAndSelf().OfType<IPropertyReferenceOperation>())
            {
                if (asked.Property.Name == "IsSuccessStatusCode" && (child == test.WhenTrue) == isNegated)
                    return true;

                if (asked.Property.Name == "StatusCode" && !test.Condition.DescendantsAndSelf().Any(o => o is IFieldReferenceOperation { Field.Name: "OK" or "Created" or "Accepted" }))
                    return true;
            }
        }

        return false;
    }
}
