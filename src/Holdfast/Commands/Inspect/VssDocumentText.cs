using Holdfast.Agent.Inspection;

namespace Holdfast.Commands.Inspect;

/// <summary>A document of the Volume Shadow Copy Service, for people.</summary>
internal static class VssDocumentText
{
    internal static void Write(TextWriter text, InspectedVssDocument document)
    {
        text.WriteLine($"Document of the Volume Shadow Copy Service: {document.Document switch { "writerMetadata" => "what a writer has to be backed up", "backupComponents" => "what was chosen for a backup", _ => "list of a set of shadow copies" }}");
        foreach (var writer in document.Writers ?? []) Writer(text, writer);
        foreach (var component in document.Components ?? [])
            text.WriteLine($"  {component.Path} ({component.Kind}) of writer {component.Writer}{(component.MetadataLength > 0 ? $", with {component.MetadataLength} characters for its restore" : "")}");
        if (document.Unknown.Count > 0) text.WriteLine($"  not known here: {string.Join(", ", document.Unknown)}");
    }

    private static void Writer(TextWriter text, InspectedWriter writer)
    {
        text.WriteLine($"{writer.Name}{(writer.Id is { } id ? $" ({id}), {writer.Usage}, restored: {writer.RestoreMethod ?? "never"}" : $": {writer.File}")}");
        foreach (var component in writer.Components ?? [])
            text.WriteLine($"  {component.Path}: {component.Kind}, {component.FileSets} file sets{(component.Selectable ? "" : ", cannot be left out")}");
    }
}
