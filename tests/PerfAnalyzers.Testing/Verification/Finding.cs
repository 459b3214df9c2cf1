namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A reported diagnostic and the project and document it is in.</summary>
/// <param name="Project">The project whose analysis reported it.</param>
/// <param name="Document">The document it is in, or null when it is in none that a fix could change.</param>
/// <param name="Diagnostic">What was reported.</param>
/// <param name="IsLocal">Whether an editor would show it while typing; not so when it comes from the end of a compilation.</param>
internal sealed record Finding(ProjectId Project, DocumentId? Document, Diagnostic Diagnostic, bool IsLocal);
