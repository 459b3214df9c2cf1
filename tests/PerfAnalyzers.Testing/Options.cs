namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Which diagnostics of the compiler take part in the comparison.</summary>
public enum CompilerDiagnostics
{
    None,
    Errors,
    Warnings,
    Suggestions,
    All,
}

/// <summary>How markup in a source is read.</summary>
[Flags]
public enum MarkupOptions
{
    None = 0,
    UseFirstDescriptor = 1,
    TreatPositionIndicatorsAsCode = 2,
}

/// <summary>What becomes of the markup in a state.</summary>
public enum MarkupMode
{
    /// <summary>The text has no markup and is taken as it is.</summary>
    None,

    /// <summary>Markup is removed; it expects nothing.</summary>
    Ignore,

    /// <summary>Markup is removed; it expects only diagnostics that no fix under test can cure.</summary>
    IgnoreFixable,

    /// <summary>Every marked place expects its diagnostic.</summary>
    Allow,
}

/// <summary>What a state takes over from the state it follows.</summary>
public enum StateInheritanceMode
{
    Explicit,
    AutoInherit,
    AutoInheritAll,
}

/// <summary>Checks that an analyzer test leaves out.</summary>
[Flags]
public enum TestBehaviors
{
    None = 0,
    SkipGeneratedCodeCheck = 1,
    SkipSuppressionCheck = 2,
    SkipGeneratedSourcesCheck = 4,
}

/// <summary>Checks that a fix test leaves out.</summary>
[Flags]
public enum CodeFixTestBehaviors
{
    None = 0,
    SkipFixAllInDocumentCheck = 1,
    SkipFixAllInProjectCheck = 2,
    SkipFixAllInSolutionCheck = 4,
    SkipFixAllCheck = SkipFixAllInDocumentCheck | SkipFixAllInProjectCheck | SkipFixAllInSolutionCheck,
    FixOne = 8,
    SkipLocalDiagnosticCheck = 16,
}

/// <summary>How closely the tree that a fix produced must be what the compiler reads from its text.</summary>
public enum CodeActionValidationMode
{
    None,

    /// <summary>Nodes and tokens are compared.</summary>
    SemanticStructure,

    /// <summary>Trivia are compared as well.</summary>
    Full,
}

/// <summary>Parts of an expected diagnostic that are not compared.</summary>
[Flags]
public enum DiagnosticOptions
{
    None = 0,
    IgnoreAdditionalLocations = 1,
    IgnoreSeverity = 2,
}

/// <summary>How an expected place is read.</summary>
[Flags]
public enum DiagnosticLocationOptions
{
    None = 0,
    IgnoreLength = 1,
    InterpretAsMarkupKey = 2,
    UnnecessaryCode = 4,
}
