using PerfAnalyzers.Analysis.Async;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>
/// Knows the code that is told, in the same process, of something that has happened. Some dispatch such events before the changes are saved and some
/// after it, and then what a handler writes belongs to a write that can no longer be taken back.
/// </summary>
internal static class DomainEvents
{
    public static bool AreHandledAt(IOperation place, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (place.SemanticModel is not { } model)
            return false;

        for (var symbol = model.GetEnclosingSymbol(place.Syntax.SpanStart, cancellationToken); symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
        {
            if (method.Parameters.Length > 0 && IsEvent(method.Parameters[0].Type) && RequestEntries.For(compilation).Serves(method))
                return true;
        }

        return false;
    }

    /// <summary>Whether a message says of itself that it is one: what MediatR and those like it call a notification.</summary>
    private static bool IsEvent(ITypeSymbol message) => message.AllInterfaces.Any(i => i.Name is "IDomainEvent" or "INotification") || message.Name.EndsWith("DomainEvent", StringComparison.Ordinal);
}
