namespace Holdfast.Workloads.Applications;


/// <summary>Where applications write backups to, and read them from, by the protocol of S3: the server's own endpoint.</summary>
public interface IObjectDesk
{
    /// <summary>A bucket for one run, with a credential of its own that is good until it is disposed.</summary>
    IObjectBucket Open();
}
