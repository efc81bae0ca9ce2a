namespace Holdfast.Shell.Language;

/// <summary>Something that has a value.</summary>
internal abstract record Expression;
