namespace Holdfast.Server.Engine.Reading;

/// <summary>What a look into many points could not see. <paramref name="Unread"/>: ids of the points whose list of items is damaged.</summary>
public sealed record PointLook(IReadOnlyList<string> Unread);
