namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>A file with the attributes of all of its records.</summary>
/// <param name="Record">The one that its names refer to.</param>
internal sealed record NtfsFile(FileRecord Record, IReadOnlyList<NtfsAttribute> Attributes)
{
    public StandardInformation Standard =>
        Attributes.FirstOrDefault(attribute => attribute is { Type: AttributeType.StandardInformation, IsResident: true }) is { } found
            ? StandardInformation.Read(found.ValueFields)
            : throw new Inspection.MalformedFileException(Record.Attributes.Count > 0 ? Record.Attributes[0].Origin : 0, "the times and attributes of a file", "a record without them");

    /// <summary>First segment of an attribute; null where there is none.</summary>
    public NtfsAttribute? Find(AttributeType type, string name = "") => Attributes.FirstOrDefault(attribute => attribute.Type == type && attribute.FirstCluster == 0 && attribute.Name == name);

    /// <summary>Segments in their order.</summary>
    public IEnumerable<NtfsAttribute> Segments(NtfsAttribute first) =>
        Attributes.Where(attribute => attribute.Type == first.Type && !attribute.IsResident && attribute.Name == first.Name).OrderBy(attribute => attribute.FirstCluster);
}
