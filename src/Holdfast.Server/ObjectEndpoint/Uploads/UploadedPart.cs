using Holdfast.Server.ObjectEndpoint.Bodies;

namespace Holdfast.Server.ObjectEndpoint.Uploads;

/// <summary>A part that has come and was verified.</summary>
internal sealed class UploadedPart(int number, string tag, IPartContent content, DateTimeOffset time)
{
    internal int Number => number;

    /// <summary>MD5, without quotes.</summary>
    internal string Tag => tag;

    internal long Length { get; } = content.Length;

    internal DateTimeOffset Time => time;

    internal IPartContent Content => content;

    /// <summary>Null until it is on its way to the receiver; then the outcome.</summary>
    internal Task<Exception?>? HandedOver { get; set; }
}
