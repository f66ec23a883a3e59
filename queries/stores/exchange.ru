DELETE DATA {
$gone} ;
INSERT DATA {
$new}
