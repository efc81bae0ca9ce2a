namespace Holdfast.Server.ObjectEndpoint.Bodies;

/// <summary>A whole body that is what its sender signed.</summary>
internal sealed record ReceivedBody(PartBuffer Content, byte[] Md5)
{
    /// <summary>As the protocol names content, without quotes.</summary>
    internal string Tag { get; } = Convert.ToHexStringLower(Md5);
}
