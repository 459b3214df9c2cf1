using PerfAnalyzers.Analysis.Collections;

namespace PerfAnalyzers.Tests.Analysis.Collections;

public sealed class WordsTests
{
    [Theory]
    [InlineData("roles")]
    [InlineData("_roles")]
    [InlineData("UserRoles")]
    [InlineData("roleNames")]
    [InlineData("RoleIds")]
    [InlineData("GetRolesAsync")]
    [InlineData("countries")]
    [InlineData("fileExtensions")]
    [InlineData("allowedHosts")]
    [InlineData("statuses")]
    [InlineData("categoryDtos")]
    [InlineData("attributes1")]
    [InlineData("rolesByName")]
    [InlineData("RoleSummary")]
    [InlineData("_blackList")]
    [InlineData("allNodeTypes")]
    public void Names_what_people_write_by_hand(string name) => Assert.True(Words.NameSmall(name));

    [Theory]
    [InlineData("orders")]
    [InlineData("roleAssignments")]
    [InlineData("customerIds")]
    [InlineData("names")]
    [InlineData("left")]
    [InlineData("ordersByStatus")]
    [InlineData("OfMonthAsync")]
    [InlineData("ByRole")]
    [InlineData("")]
    [InlineData("_")]
    public void Does_not_name_what_users_produce(string name) => Assert.False(Words.NameSmall(name));

    [Theory]
    [InlineData("openOrders2", "Order")]
    [InlineData("GetOrdersByRegionAsync", "Order")]
    [InlineData("itemsWithoutId", "item")]
    [InlineData("roleNames", "role")]
    [InlineData("by", "by")]
    [InlineData("__", "")]
    public void Tells_what_a_name_is_about(string name, string noun) => Assert.Equal(noun, Words.Noun(name));

    [Theory]
    [InlineData("orderIds", "order,Ids")]
    [InlineData("_fileName", "file,Name")]
    [InlineData("XMLNodes", "XML,Nodes")]
    [InlineData("a", "a")]
    public void Splits_names_into_words(string name, string words) => Assert.Equal(words, string.Join(',', Words.Split(name)));

    [Theory]
    [InlineData("orders", "order")]
    [InlineData("categories", "category")]
    [InlineData("boxes", "box")]
    [InlineData("statuses", "status")]
    [InlineData("graphVertices", "graphVertex")]
    [InlineData("matrices", "matrix")]
    [InlineData("children", "child")]
    [InlineData("people", "person")]
    [InlineData("services", "service")]
    [InlineData("address", "address")]
    [InlineData("status", "status")]
    [InlineData("analysis", "analysis")]
    public void Makes_one_of_several(string several, string one) => Assert.Equal(one, Words.Singular(several));
}
