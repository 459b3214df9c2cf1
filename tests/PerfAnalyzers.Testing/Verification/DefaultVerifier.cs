namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Fails by throwing, with the stage that failed in front; works under every test framework.</summary>
public class DefaultVerifier : IVerifier
{
    public DefaultVerifier()
        : this([])
    {
    }

    protected DefaultVerifier(ImmutableStack<string> context) => Context = context;

    protected ImmutableStack<string> Context { get; }

    public virtual void Empty<T>(string collectionName, IEnumerable<T> collection)
    {
        if (collection.Any())
            Fail($"'{collectionName}' is not empty, but should be");
    }

    public virtual void NotEmpty<T>(string collectionName, IEnumerable<T> collection)
    {
        if (!collection.Any())
            Fail($"'{collectionName}' is empty, but should not be");
    }

    public virtual void LanguageIsSupported(string language)
    {
        if (language != LanguageNames.CSharp)
            Fail($"The language '{language}' is not supported");
    }

    public virtual void Equal<T>(T expected, T actual, string? message = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            Fail(message ?? $"expected '{expected}', found '{actual}'");
    }

    public virtual void True(bool assert, string? message = null)
    {
        if (!assert)
            Fail(message ?? "expected true");
    }

    public virtual void False(bool assert, string? message = null)
    {
        if (assert)
            Fail(message ?? "expected false");
    }

    public virtual void Fail(string? message = null) => throw new InvalidOperationException(CreateMessage(message));

    public virtual void SequenceEqual<T>(IEnumerable<T> expected, IEnumerable<T> actual, IEqualityComparer<T>? equalityComparer = null, string? message = null)
    {
        if (!expected.SequenceEqual(actual, equalityComparer))
            Fail(message ?? $"expected '{string.Join(", ", expected)}', found '{string.Join(", ", actual)}'");
    }

    public virtual IVerifier PushContext(string context) => new DefaultVerifier(Context.Push(context));

    protected virtual string CreateMessage(string? message) =>
        string.Join(Environment.NewLine, Context.Reverse().Select(c => "Context: " + c).Append(message ?? string.Empty));
}
