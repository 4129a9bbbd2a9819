namespace RetailBus.LocalCloud.Tests.Suites;

/// <summary>
/// Where moto_server 5.2.1 is known to answer otherwise than the local cloud, by test, and why. In each the local cloud does what AWS's
/// documentation says.
/// </summary>
internal static class MotoDifferences
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        [nameof(S3Suite.A_wrong_Content_MD5_is_refused)] = "moto does not look at Content-MD5.",
        [nameof(S3Suite.A_multipart_object_has_its_parts_and_the_checksum_of_the_whole)] =
            "moto computes no checksum of a multipart object.",
        [nameof(S3Suite.A_landing_is_told_to_a_queue_and_only_where_the_filter_wants_it)] =
            "moto's events have no sequencer, and their keys have slashes encoded.",
        [nameof(SqsSuite.Dead_letters_are_moved_back)] = "moto answers message-move tasks with 500.",
        [nameof(SqsSuite.A_purge_empties_the_queue_and_is_not_repeated_within_a_minute)] = "moto purges as often as it is asked to.",
        [nameof(SqsSuite.An_attribute_that_is_none_is_refused)] = "moto takes attributes of any name.",
        [nameof(SqsSuite.A_character_that_XML_has_not_is_refused)] = "moto takes any character.",
        [nameof(SqsSuite.Queues_are_listed_in_pages)] = "moto lists all queues at once, whatever MaxResults says.",
        [nameof(SnsSuite.A_policy_on_attributes_can_ignore_case)] = "moto does not match equals-ignore-case.",
        [nameof(SnsSuite.A_policy_on_attributes_knows_wildcards)] = "moto refuses wildcard.",
        [nameof(SnsSuite.A_policy_on_attributes_knows_address_blocks)] = "moto refuses cidr.",
        [nameof(SnsSuite.A_policy_on_the_body_knows_alternatives)] = "moto fails with 500 on $or over a body.",
        [nameof(FirehoseSuite.Gzip_objects_unpack)] = "moto does not compress.",
        [nameof(FirehoseSuite.Prefix_expressions_are_evaluated)] = "moto takes expressions in a prefix for text.",
        [nameof(FirehoseSuite.Encryption_is_switched)] = "moto fails with 500 where the request names no key type.",
    };
}
