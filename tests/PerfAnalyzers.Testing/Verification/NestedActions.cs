using System.Reflection;
using Microsoft.CodeAnalysis.CodeActions;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>The actions inside a submenu of the light bulb. The property became public only after the oldest Roslyn the tests run on.</summary>
internal static class NestedActions
{
    private static readonly PropertyInfo? Property =
        typeof(CodeAction).GetProperty("NestedActions", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        ?? typeof(CodeAction).GetProperty("NestedCodeActions", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    public static ImmutableArray<CodeAction> Of(CodeAction action) =>
        Property?.GetValue(action) is ImmutableArray<CodeAction> { IsDefault: false } nested ? nested : [];

    /// <summary>The actions at the leaves of a menu.</summary>
    public static IEnumerable<CodeAction> All(CodeAction action) =>
        Of(action) is { IsEmpty: false } nested ? nested.SelectMany(All) : [action];
}
