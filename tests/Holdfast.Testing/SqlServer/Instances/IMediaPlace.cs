namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>How a simulated instance reaches the addresses after TO URL and FROM URL. Failures are those of the server: <see cref="InstanceError"/>.</summary>
public interface IMediaPlace
{
    /// <summary>Uploads the files of one backup.</summary>
    /// <param name="bucket">Its address, which is the name of the credential.</param>
    /// <param name="keys">Access key and secret, with a colon between.</param>
    void Send(string bucket, string keys, IReadOnlyList<(string Key, byte[] Media)> stripes);

    Stream Read(string bucket, string keys, string key);
}
