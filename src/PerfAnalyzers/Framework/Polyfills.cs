// What the compiler needs for newer syntax on netstandard2.0.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
