using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Agent.Inspection;

/// <summary>How a document of VSS is shown.</summary>
internal static class VssDocumentView
{
    public static InspectedVssDocument Of(VssDocumentFindings findings)
    {
        var problem = findings.Fault is { } fault ? new InspectedProblem(ErrorCode.InspectedMalformed, fault.Message, fault.Offset) : null;
        return new InspectedVssDocument(findings.IsIntact, problem, findings.Document, Writers(findings), findings.Components is { } components ? Chosen(components) : null,
            findings.Writer?.Unknown ?? findings.Components?.Unknown ?? findings.Manifest?.Unknown ?? []);
    }

    private static IReadOnlyList<InspectedWriter>? Writers(VssDocumentFindings findings) => findings switch
    {
        { Writer: { } writer } => [Writer(writer)],
        { Manifest: { } manifest } => [.. manifest.Writers.Select(writer => new InspectedWriter { Name = writer.Name, File = writer.File })],
        _ => null,
    };

    private static InspectedWriter Writer(WriterMetadata writer) => new()
    {
        Name = writer.Name,
        Id = writer.Writer,
        Instance = writer.Instance,
        Usage = Word(writer.Usage),
        Source = Word(writer.Source),
        RestoreMethod = writer.Restore is { } restore ? Word(restore.Method) : null,
        Schema = [.. Enum.GetValues<BackupSchema>().Where(ability => ability != BackupSchema.None && writer.Schema.HasFlag(ability)).Select(Word)],
        Components = [.. writer.Components.Select(component => new InspectedWriterComponent(
            component.Path.Full, Word(component.Kind), component.IsSelectable, component.IsSelectableForRestore, component.Files.Count, component.Dependencies.Count))],
        ExcludedSets = writer.Excluded.Count + writer.NotInSnapshot.Count,
    };

    private static List<InspectedChosenComponent> Chosen(BackupComponents document) =>
        [.. document.Writers.SelectMany(writer => writer.Components.Select(component => new InspectedChosenComponent(
            writer.Writer, writer.InstanceName, component.Path.Full, Word(component.Kind), component.BackupStamp, component.Metadata?.Length ?? 0)))];

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
