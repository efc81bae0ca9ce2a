namespace Holdfast.Agent.Inspection;

/// <param name="Page">File and page of the database, such as 1:77.</param>
/// <param name="Offset">In the inspected file.</param>
public sealed record InspectedPage(string Page, long Offset);
